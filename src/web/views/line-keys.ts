// Which key does what in a grid of lines, as in a spreadsheet; keys that an input needs for itself stay with it.
import type { KeyboardEvent } from 'react'

export type GridCommand =
  | 'up'
  | 'down'
  | 'left'
  | 'right'
  | 'next'
  | 'tab'
  | 'fill'
  | 'remove'
  | 'moveUp'
  | 'moveDown'
  | 'undo'

const withControl: Readonly<Record<string, GridCommand>> = {
  d: 'fill',
  z: 'undo',
  Backspace: 'remove',
  Delete: 'remove',
}
const withAlt: Readonly<Record<string, GridCommand>> = { ArrowUp: 'moveUp', ArrowDown: 'moveDown' }
const alone: Readonly<Record<string, GridCommand>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
  Enter: 'next',
  Tab: 'tab',
}

/** An open list of choices or days takes the arrows and Enter for itself; one that is still closing elsewhere takes nothing. */
const isChoosing = (target: EventTarget): boolean =>
  target instanceof Element &&
  target.closest('.ant-select-open, .ant-picker-focused.ant-picker-open') !== null

/** What a key asks of the grid; undefined while a word is being composed, and for keys of the input. */
export function commandOf(event: KeyboardEvent): GridCommand | undefined {
  if (event.nativeEvent.isComposing || event.keyCode === 229) return undefined
  if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey)
    return withControl[event.key.length === 1 ? event.key.toLowerCase() : event.key]
  if (event.altKey) return withAlt[event.key]
  if (event.shiftKey || isChoosing(event.target)) return undefined
  const command = alone[event.key]
  if (command === 'left' || command === 'right') return isAtEdge(event.target, command) ? command : undefined
  return command
}

/** Left and right leave a text only from its end, or while all of it is selected. */
function isAtEdge(target: EventTarget, side: 'left' | 'right'): boolean {
  if (!(target instanceof HTMLInputElement)) return false
  const { selectionStart: start, selectionEnd: end, value } = target
  if (start === 0 && end === value.length) return true
  return start === end && start === (side === 'left' ? 0 : value.length)
}
