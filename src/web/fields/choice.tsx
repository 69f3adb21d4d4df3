// A choice out of a list whose open list has a name too: the library names its input alone.
import { Select, type SelectProps } from 'antd'
import type { KeyboardEvent, ReactElement } from 'react'

export function Choice<T>({
  listLabel,
  onEnter = () => false,
  ...props
}: SelectProps<T> & {
  /** What is chosen here, for those who hear the page. */
  readonly listLabel: string
  /** Asked before the list gets the key; true keeps it from the list. */
  readonly onEnter?: () => boolean
}) {
  const named = (menu: ReactElement): ReactElement => (
    <div
      ref={(frame) => {
        for (const list of frame?.querySelectorAll('[role="listbox"]') ?? [])
          list.setAttribute('aria-label', listLabel)
      }}
    >
      {menu}
    </div>
  )
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || !onEnter()) return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <span className="contents" onKeyDownCapture={onKeyDown}>
      <Select<T> {...props} className="wide" popupRender={named} />
    </span>
  )
}
