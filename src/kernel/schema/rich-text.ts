// Text with headings, lists, quotations and links: a tree of few kinds, made anew from whatever was sent, and its words alone. Pure.
import type { Value } from './definition.ts'

/** A mark of a word, and what stands in a text: built of these kinds and nothing else. */
export type RichMark =
  | { readonly type: 'bold' | 'italic' }
  | { readonly type: 'link'; readonly attrs: { readonly href: string } }
export type RichNode = {
  readonly type: RichKind
  readonly attrs?: { readonly level: number }
  readonly text?: string
  readonly marks?: readonly RichMark[]
  readonly content?: readonly RichNode[]
}
/** As it is stored: what is searched, filtered, exported and reckoned with is the text. */
export type RichText = { readonly text: string; readonly doc: RichNode }

const block = ['paragraph', 'heading', 'bulletList', 'orderedList', 'blockquote']
const inline = ['text', 'hardBreak']
/** What may stand in what. */
const inside = {
  doc: block,
  paragraph: inline,
  heading: inline,
  bulletList: ['listItem'],
  orderedList: ['listItem'],
  listItem: ['paragraph', 'bulletList', 'orderedList'],
  blockquote: block,
  text: [],
  hardBreak: [],
} as const satisfies Readonly<Record<string, readonly string[]>>
type RichKind = keyof typeof inside

export const mostRich = { depth: 12, nodes: 5000, letters: 100_000, link: 2000, levels: 3 } as const

/** Addresses that lead somewhere and run nothing. */
export const isSafeLink = (href: unknown): href is string =>
  typeof href === 'string' &&
  href.length <= mostRich.link &&
  /^(?:https?:\/\/|mailto:|tel:)[^\s\p{Cc}]+$/iu.test(href)

type Budget = { nodes: number; letters: number }
class TooLarge extends Error {}

const isKind = (type: unknown): type is RichKind => typeof type === 'string' && Object.hasOwn(inside, type)
const isTree = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function marksOf(given: unknown): readonly RichMark[] {
  const marks = (Array.isArray(given) ? given.slice(0, 20) : []).filter(isTree)
  const link = marks.map(({ attrs }) => (isTree(attrs) ? attrs.href : undefined)).find(isSafeLink)
  const has = (type: string): boolean => marks.some((mark) => mark.type === type)
  return [
    ...(['bold', 'italic'] as const).filter(has).map((type) => ({ type })),
    ...(has('link') && link !== undefined ? [{ type: 'link', attrs: { href: link } } as const] : []),
  ]
}

/** The node as far as it is of these kinds, at a place where it may stand; nothing of it otherwise. */
function cleaned(
  given: unknown,
  allowed: readonly string[],
  budget: Budget,
  depth: number,
): readonly RichNode[] {
  if (!isTree(given) || !isKind(given.type) || !allowed.includes(given.type)) return []
  const { type } = given
  budget.nodes--
  if (budget.nodes < 0 || depth > mostRich.depth) throw new TooLarge()
  if (type === 'hardBreak') return [{ type }]
  if (type === 'text') {
    const text = typeof given.text === 'string' ? given.text.replace(/[\p{Cc}\p{Cs}]+/gu, ' ') : ''
    budget.letters -= text.length
    if (budget.letters < 0) throw new TooLarge()
    const marks = marksOf(given.marks)
    return text === '' ? [] : [{ type, text, ...(marks.length === 0 ? {} : { marks }) }]
  }
  const children = Array.isArray(given.content) ? given.content : []
  const content = children.flatMap((child) => cleaned(child, inside[type], budget, depth + 1))
  // What holds blocks holds one at least; a list item begins with words.
  if (content.length === 0 && type !== 'paragraph' && type !== 'heading' && type !== 'doc') return []
  const begun: readonly RichNode[] =
    type === 'listItem' && content[0]?.type !== 'paragraph' ? [{ type: 'paragraph' }, ...content] : content
  const level = isTree(given.attrs) ? Number(given.attrs.level) : 1
  return [
    {
      type,
      ...(type === 'heading'
        ? { attrs: { level: Number.isInteger(level) ? Math.min(mostRich.levels, Math.max(1, level)) : 1 } }
        : {}),
      ...(begun.length === 0 ? {} : { content: begun }),
    },
  ]
}

/** The words alone, block by block. */
function wordsOf(node: RichNode, before = ''): readonly string[] {
  const children = node.content ?? []
  if (node.type === 'paragraph' || node.type === 'heading')
    return [before + children.map(({ type, text }) => (type === 'hardBreak' ? '\n' : (text ?? ''))).join('')]
  return children.flatMap((child, at) => {
    const sign = node.type === 'bulletList' ? '• ' : node.type === 'orderedList' ? `${at + 1}. ` : ''
    const indented = ' '.repeat(before.length)
    const lead =
      node.type === 'listItem' ? (at === 0 ? before : indented) : sign === '' ? before : indented + sign
    return wordsOf(child, lead)
  })
}

const isRichText = (value: unknown): value is RichText =>
  isTree(value) && typeof value.text === 'string' && isTree(value.doc)

const plainDoc = (text: string): unknown => ({
  type: 'doc',
  content: text.split(/\r?\n/).map((line) => ({
    type: 'paragraph',
    ...(line === '' ? {} : { content: [{ type: 'text', text: line }] }),
  })),
})

/**
 * What is stored for what was sent: words alone, a tree, or what was read before. Null where no word is left, undefined for what is
 * neither, 'tooLarge' beyond `mostRich`.
 */
export function richTextOf(value: unknown): RichText | null | undefined | 'tooLarge' {
  if (typeof value === 'string' && value.length > mostRich.letters) return 'tooLarge'
  const tree =
    typeof value === 'string' ? plainDoc(value) : isTree(value) && isTree(value.doc) ? value.doc : value
  if (!isTree(tree) || tree.type !== 'doc') return undefined
  try {
    const [doc] = cleaned(tree, ['doc'], { nodes: mostRich.nodes, letters: mostRich.letters }, 0)
    const text = doc === undefined ? '' : wordsOf(doc).join('\n').trimEnd()
    return doc === undefined || text.trim() === '' ? null : { text, doc }
  } catch (error) {
    if (error instanceof TooLarge) return 'tooLarge'
    throw error
  }
}

/** The words of a value that is text, with or without more to it; null for what is neither. */
export const plainText = (value: Value | undefined): string | null =>
  typeof value === 'string' ? value : isRichText(value) ? value.text : null

export const richDoc = (value: Value | undefined): RichNode | null => {
  const rich = typeof value === 'string' || isRichText(value) ? richTextOf(value) : null
  return rich && rich !== 'tooLarge' ? rich.doc : null
}
