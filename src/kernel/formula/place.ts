// What may be written at a place of a formula that is not finished yet, for editors that help while somebody types.
import type { Label, Option } from '#kernel/schema'
import type { Segment, Span } from './ast.ts'
import type { Kind, KindOf, Scope } from './contract.ts'
import type { FunctionEntry, Parameter } from './function.ts'
import { functionNamed, functionTable } from './functions/index.ts'
import { type Member, meLabel, membersAfter, resolve } from './names.ts'
import { infix, otherSigns, postfix, prefix, valueWords } from './operators.ts'
import { comparesChoices } from './options.ts'
import { quoted, spelt } from './print.ts'
import { relationsOf } from './relations.ts'
import { type Token, tokenize } from './token.ts'

/** Something that may be written: what it is called in either language, and what is written for it. */
export type Offer = {
  readonly as: 'field' | 'relation' | 'option' | 'function' | 'word'
  /** The field's or the function's name, the choice's key. */
  readonly name: string
  readonly label: Label
  /** Further names by which people look for it. */
  readonly also: readonly string[]
  readonly text: Label
  readonly of?: KindOf
}

export type Place = Span & {
  /** What was begun there, and what an offer is written in place of: the text from `from` to `to`. */
  readonly typed: string
  /** Whether what was written so far asks for one of the offers: a word was begun, a dot or a comparison stands before. */
  readonly isBegun: boolean
  /** What fits the kind that is asked for comes first. */
  readonly offers: readonly Offer[]
  /** The function whose argument (counted from 0) is written here. */
  readonly call: { readonly name: string; readonly argument: number } | undefined
}

/** Never fails, whatever the text; `at` is the place of the cursor in UTF-16 units. */
export function placeAt(text: string, at: number, scope: Scope): Place {
  const before = text.slice(0, at)
  const { tokens, open } = readSoFar(before)
  if (open !== undefined) return insideOf(open, tokens, text, at, scope)
  const last = tokens.at(-1)
  const isBegun = last !== undefined && last.to === at && isWord(last)
  const head = isBegun ? tokens.slice(0, -1) : tokens
  const from = isBegun ? last.from : at
  const typed = text.slice(from, at)
  const found = offersAfter(head, scope)
  return { ...found, from, to: at, typed, isBegun: found.isBegun || isBegun, call: callAround(head)?.call }
}

type Part = Span & { readonly as: 'function' | 'text' | 'number' }

/** The parts of a text that an editor tells apart, as far as it can be read. */
export function partsOf(text: string): readonly Part[] {
  const { tokens } = readSoFar(text)
  return tokens.flatMap(({ type, from, to }, index): readonly Part[] => {
    if (type === 'text' || type === 'number') return [{ from, to, as: type }]
    return type === 'word' && isSign(tokens[index + 1], '(') ? [{ from, to, as: 'function' }] : []
  })
}

type Open = { readonly from: number; readonly closer: string }

/** The tokens as far as they can be told, and the quotation mark or bracket that is still open at the end. */
function readSoFar(text: string): { readonly tokens: readonly Token[]; readonly open?: Open } {
  const read = tokenize(text)
  if (read.ok) return { tokens: read.value.slice(0, -1) }
  const [fault] = read.problems
  const from = Number(fault?.params.from ?? 0)
  const head = from > 0 && from < text.length ? tokenize(text.slice(0, from)) : undefined
  const tokens = head?.ok ? head.value.slice(0, -1) : []
  if (fault?.code !== 'formula.unclosed') return { tokens }
  return { tokens, open: { from, closer: String(fault.params.expected) } }
}

const isSign = (token: Token | undefined, ...texts: readonly string[]): boolean =>
  token?.type === 'sign' && texts.includes(token.text)

/** A word that is being written; operators that are words may become another one. */
const isWord = ({ type, text }: Token): boolean =>
  type === 'word' || (type === 'sign' && /^\p{L}/u.test(text))

const isName = (token: Token | undefined): token is Token => token?.type === 'word' || token?.type === 'name'

/** The path whose last name is the last of these tokens; empty where there is none. */
function pathEnding(tokens: readonly Token[]): readonly Segment[] {
  const path: Segment[] = []
  for (let at = tokens.length - 1; isName(tokens[at]); at -= 2) {
    const token = tokens[at]
    if (token) path.unshift(token)
    if (!isSign(tokens[at - 1], '.')) break
  }
  return path
}

type Around = { readonly open: number; readonly argument: number; readonly call?: Place['call'] }

/** The bracket around the end of these tokens, with the function before it if there is one. */
function callAround(tokens: readonly Token[]): Around | undefined {
  const opened: { open: number; argument: number }[] = []
  tokens.forEach((token, index) => {
    const top = opened.at(-1)
    if (isSign(token, '(')) opened.push({ open: index, argument: 0 })
    if (isSign(token, ')')) opened.pop()
    if (isSign(token, ',') && top) top.argument++
  })
  const around = opened.at(-1)
  const before = around && tokens[around.open - 1]
  const entry = before && isWord(before) ? functionNamed(before.text) : undefined
  return around && entry ? { ...around, call: { name: entry.name, argument: around.argument } } : around
}

type Found = Pick<Place, 'offers' | 'isBegun'>
const nothing: Found = { offers: [], isBegun: false }

function offersAfter(head: readonly Token[], scope: Scope): Found {
  const last = head.at(-1)
  if (isSign(last, '.')) {
    const path = pathEnding(head.slice(0, -1))
    return path.length === 0 ? nothing : { offers: fieldOffers(path, scope), isBegun: true }
  }
  if (last && (last.type !== 'sign' || last.text === ')' || postfix.has(last.text)))
    return { offers: linkingWords, isBegun: false }
  const choices = choicesBeside(head, scope)
  const wanted = wantedBy(head)
  const fields = [...fieldOffers([], scope), ...variableOffers(scope), ...relationOffers(head, scope)]
  const all = [...choices, ...fields, ...functionOffers, ...words]
  const fits = ({ of }: Offer): boolean => of !== undefined && wanted.includes(of.kind)
  const offers = [...all.filter(fits), ...all.filter((offer) => !fits(offer))]
  return { offers: wanted.length === 0 ? all : offers, isBegun: choices.length > 0 }
}

/** Inside a bracket stand names, inside quotation marks the choices of what is compared. */
function insideOf(
  { from, closer }: Open,
  head: readonly Token[],
  text: string,
  at: number,
  scope: Scope,
): Place {
  const isNameHere = closer === ']'
  const { offers } = offersAfter(head, scope)
  const kept = offers.filter(({ as }) => (isNameHere ? as === 'field' || as === 'relation' : as === 'option'))
  const to = text[at] === closer ? at + 1 : at
  const typed = text.slice(from + 1, at)
  return { from, to, typed, isBegun: kept.length > 0, offers: kept, call: callAround(head)?.call }
}

/** Fields that may follow a path. A label that two of them share stands for neither. */
function fieldOffers(path: readonly Segment[], scope: Scope): readonly Offer[] {
  const members = membersAfter(path, scope)
  const counts = new Map<string, number>()
  for (const member of members)
    for (const text of callings(member)) counts.set(text, (counts.get(text) ?? 0) + 1)
  return members.flatMap((member): readonly Offer[] => {
    const { name, label, of } = member
    if (!of) return []
    const textIn = (language: keyof Label): string => {
      const called = label[language] || label['zh-CN'] || label.en
      return spelt(called !== '' && counts.get(called.toLowerCase()) === 1 ? called : name)
    }
    const isRelation = of.kind === 'record' && of.object !== undefined && name !== 'id'
    const text = { 'zh-CN': textIn('zh-CN'), en: textIn('en') }
    return [{ as: isRelation ? 'relation' : 'field', name, label, also: [name], text, of }]
  })
}

const callings = ({ name, label }: Member): ReadonlySet<string> =>
  new Set([name, label['zh-CN'], label.en].map((text) => text.toLowerCase()))

const alike = (text: string): Label => ({ 'zh-CN': text, en: text })

const variableOffers = ({ variables }: Scope): readonly Offer[] =>
  [...(variables ?? [])].map(([name, of]) => ({
    as: 'field',
    name,
    label: alike(name),
    also: [],
    text: alike(name.split('.').map(spelt).join('.')),
    of,
  }))

/** Records that refer to the record, in what may gather from them. */
function relationOffers(head: readonly Token[], scope: Scope): readonly Offer[] {
  const { name = '' } = callAround(head)?.call ?? {}
  if (functionNamed(name)?.gathers === undefined || scope.without?.includes('related')) return []
  return relationsOf(scope).map(({ name: called, label }) => {
    const text = { 'zh-CN': spelt(label['zh-CN'] || called), en: spelt(label.en || called) }
    return { as: 'relation', name: called, label, also: [called], text }
  })
}

/** What a place out of a list asks for, or what a field of choices is compared with. */
function choicesBeside(head: readonly Token[], scope: Scope): readonly Offer[] {
  const last = head.at(-1)
  if (isSign(last, '=', '<>', 'in')) return optionOffers(pathEnding(head.slice(0, -1)), scope)
  const around = callAround(head)
  const before = around && head[around.open - 1]
  if (!around || !isSign(last, '(', ',')) return []
  if (isSign(before, 'in')) return optionOffers(pathEnding(head.slice(0, around.open - 1)), scope)
  const { name = '', argument = 0 } = around.call ?? {}
  const oneOf = parameterAt(functionNamed(name), argument)?.oneOf
  if (oneOf) return oneOf.map((text) => optionOffer(text, alike(text)))
  if (argument === 0 || !comparesChoices(name)) return []
  const rest = head.slice(around.open + 1)
  const first = rest.slice(
    0,
    rest.findIndex((token) => isSign(token, ',')),
  )
  return optionOffers(pathEnding(first), scope)
}

function optionOffers(path: readonly Segment[], scope: Scope): readonly Offer[] {
  const found = path.length === 0 ? undefined : resolve(path, scope, { relation: undefined })
  const options: readonly Option[] = (found?.ok ? found.value.options : undefined) ?? []
  return options.filter(({ retired }) => !retired).map(({ key, label }) => optionOffer(key, label))
}

function optionOffer(key: string, label: Label): Offer {
  const textIn = (language: keyof Label): string => quoted(label[language] || key)
  const text = { 'zh-CN': textIn('zh-CN'), en: textIn('en') }
  return { as: 'option', name: key, label, also: [key], text, of: { kind: 'text' } }
}

const parameterAt = (entry: FunctionEntry | undefined, argument: number): Parameter | undefined => {
  if (!entry) return undefined
  const { fixed, repeat = [], optional = [] } = entry
  const more = argument - fixed.length
  return more < 0 ? fixed[argument] : repeat.length > 0 ? repeat[more % repeat.length] : optional[more]
}

/** The kinds that an argument which begins here should have. */
function wantedBy(head: readonly Token[]): readonly Kind[] {
  const call = isSign(head.at(-1), '(', ',') ? callAround(head)?.call : undefined
  return (call && parameterAt(functionNamed(call.name), call.argument)?.kinds) ?? []
}

const functionOffers: readonly Offer[] = functionTable
  .filter(({ group, spelling }) => group !== 'operator' && spelling === undefined)
  .map(({ name, aliases, result }) => {
    const chinese = aliases.find((alias) => /\p{Script=Han}/u.test(alias))
    const label = { 'zh-CN': chinese === undefined ? name : `${name} ${chinese}`, en: name }
    const gives = result === 'T' || result === 'U' || result === 'blank' ? {} : { of: { kind: result } }
    return { as: 'function', name, label, also: [name, ...aliases], text: alike(`${name}(`), ...gives }
  })

const word = (text: string): Offer => {
  const signs = [...otherSigns].flatMap(([written, meant]) => (meant === text ? [written] : []))
  const chinese = signs.find((written) => /\p{Script=Han}/u.test(written)) ?? valueInChinese(text) ?? text
  return {
    as: 'word',
    name: text,
    label: { 'zh-CN': chinese, en: text },
    also: [text, ...signs],
    text: alike(text),
  }
}

function valueInChinese(text: string): string | undefined {
  const value = valueWords.get(text)
  return [...valueWords].find(([written, meant]) => meant === value && /\p{Script=Han}/u.test(written))?.[0]
}

const isLettered = (sign: string): boolean => /^\p{L}/u.test(sign)
const linkingWords: readonly Offer[] = [...infix.keys()].filter(isLettered).map(word)
const words: readonly Offer[] = [
  { as: 'relation', name: 'me', label: meLabel, also: ['me'], text: alike('me') },
  ...[...prefix.keys()].filter(isLettered).map(word),
  ...[...valueWords.keys()].filter((text) => /^[a-z]/.test(text)).map(word),
]
