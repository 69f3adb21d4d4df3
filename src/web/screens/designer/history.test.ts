// Steps back and forth through a design.
import { expect, test } from 'vitest'
import { addField, changeField, type Design, newDesign, objectIn } from './design.ts'
import { type History, mostSteps, noHistory, redone, stepped, undone } from './history.ts'

const first = newDesign({ 'zh-CN': '名称', en: 'Name' })
const titled = (design: Design, text: string): Design => {
  const field = objectIn(design, 'x.new')?.fields[0]
  return field ? changeField(design, 'x.new', { ...field, label: { 'zh-CN': text, en: '' } }) : design
}

/** Makes the designs one after the other, so many milliseconds apart. */
function made(designs: readonly Design[], apartMs: number): History {
  let [now = first, history] = [designs[0], noHistory]
  for (const [at, next] of designs.slice(1).entries()) {
    history = stepped(history, now, next, at * apartMs)
    now = next
  }
  return history
}

test('what is typed into one place in one go is one step; a pause or another place begins the next', () => {
  const typed = ['客', '客户', '客户名'].map((text) => titled({ ...first, isNew: true }, text))
  const last = typed.at(-1) ?? first
  const start = titled(first, '名称')
  const quick = undone(made([start, ...typed], 100), last)
  expect(quick?.design).toEqual(start)
  expect(undone(made([start, ...typed], 5000), last)?.design).toEqual(typed[1])
  const added = addField(last, 'x.new', 'text', new Set()).design
  expect(undone(made([start, ...typed, added], 100), added)?.design).toEqual(last)
})

test('fifty steps can be undone and done again, and no more; a new step ends what was ahead', () => {
  const designs = Array.from({ length: 60 }, (_, at) => titled(first, `名称 ${at}`))
  let now = designs.at(-1) ?? first
  let history = made(designs, 10_000)
  let count = 0
  for (let turn = undone(history, now); turn !== null; turn = undone(history, now)) {
    ;({ history, design: now } = turn)
    count++
  }
  expect(count).toBe(mostSteps)
  expect(now).toEqual(designs[9])
  for (let turn = redone(history, now); turn !== null; turn = redone(history, now))
    ({ history, design: now } = turn)
  expect(now).toEqual(designs.at(-1))
  const back = undone(history, now)
  const other = titled(first, '另一个')
  expect(redone(stepped(back?.history ?? noHistory, back?.design ?? first, other, 0), other)).toBeNull()
})
