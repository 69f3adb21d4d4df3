// Choices by their labels: `状态 = '草稿'` means the key `draft`, and a choice that does not exist is a mistake.
import { type Problem, problem } from '#base/problem'
import type { Option } from '#kernel/schema'
import type { Checked } from './checked.ts'
import { closest } from './closest.ts'
import type { FunctionEntry } from './function.ts'

/** Places whose texts are compared with each other, so that a choice's label may stand for its key. */
const comparing: ReadonlySet<string> = new Set([
  '=',
  '<>',
  'IN',
  'INLIST',
  'CONTAINSALL',
  'CONTAINSANY',
  'CONTAINSNONE',
])

/** Whether a choice's label may stand beside a field of choices in this function. */
export const comparesChoices = (name: string): boolean => comparing.has(name) || name === 'SWITCH'

/** The arguments with labels of choices turned into keys. Problem: formula.unknownOption. */
export function withOptions(
  entry: FunctionEntry,
  args: readonly Checked[],
  problems: Problem[],
): readonly Checked[] {
  const all = comparing.has(entry.name)
  const options = args.find((arg, index) => arg.options && (all || index === 0))?.options
  if (!options || !comparesChoices(entry.name)) return args
  return args.map((arg, index) =>
    all || index % 2 === 1 ? asOption(arg, options, problems, isKey(all, index, args)) : arg,
  )
}

/** In SWITCH the lone last value is no choice. */
const isKey = (all: boolean, index: number, args: readonly Checked[]): boolean =>
  all || index < args.length - 1

function asOption(arg: Checked, options: readonly Option[], problems: Problem[], wanted: boolean): Checked {
  const { node } = arg
  if (!wanted || node.op !== 'literal' || node.kind !== 'text' || typeof node.value !== 'string') return arg
  const text = node.value
  if (options.some(({ key }) => key === text)) return arg
  const named = options.find(
    ({ label }) => label['zh-CN'] === text || label.en.toLowerCase() === text.toLowerCase(),
  )
  if (named) return { ...arg, node: { ...node, value: named.key } }
  const names = options.flatMap(({ key, label }) => [key, label['zh-CN'], label.en])
  const { from, to } = arg.at
  problems.push(problem('formula.unknownOption', [], { from, to, name: text, choices: closest(text, names) }))
  return arg
}
