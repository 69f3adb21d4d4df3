import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isSafeLink, mostRich, plainText, type RichText, richDoc, richTextOf } from './rich-text.ts'

const paragraph = (...content: unknown[]) => ({ type: 'paragraph', content })
const text = (words: string, ...marks: unknown[]) => ({ type: 'text', text: words, marks })
const doc = (...content: unknown[]) => ({ type: 'doc', content })
const kinds = 'doc paragraph heading bulletList orderedList listItem blockquote text hardBreak'.split(' ')

test('[S43] its words are those of its blocks, with the signs of its lists', () => {
  const item = (...content: unknown[]) => ({ type: 'listItem', content })
  const sent = doc(
    { type: 'heading', attrs: { level: 2 }, content: [text('结论')] },
    paragraph(text('先'), text('付款', { type: 'bold' }), { type: 'hardBreak' }, text('后发货')),
    {
      type: 'orderedList',
      content: [
        item(paragraph(text('合同'))),
        item(paragraph(text('发票')), { type: 'bulletList', content: [item(paragraph(text('专票')))] }),
      ],
    },
    { type: 'blockquote', content: [paragraph(text('客户原话'))] },
  )
  const rich = richTextOf(sent) as RichText
  expect(rich.text).toBe('结论\n先付款\n后发货\n1. 合同\n2. 发票\n   • 专票\n客户原话')
  expect(richTextOf(rich)).toEqual(rich)
})

test('[S43] words alone become paragraphs, and no words are no value', () => {
  const rich = richTextOf('一\r\n\n二 <b>') as RichText
  expect(rich).toMatchObject({ text: '一\n\n二 <b>' })
  expect(rich.doc.content?.map(({ type }) => type)).toEqual(['paragraph', 'paragraph', 'paragraph'])
  for (const blank of [doc(), doc(paragraph()), doc(paragraph(text(' '))), ' '])
    expect(richTextOf(blank)).toBeNull()
  for (const no of [7, true, [], {}, { type: 'paragraph' }, { doc: 1 }])
    expect(richTextOf(no)).toBeUndefined()
})

test('[S43] what is hostile is left out: other nodes, other attributes, links that run', () => {
  const link = (href: unknown) =>
    text('点', { type: 'link', attrs: { href, onclick: 'steal()', target: '_self' } })
  const sent = doc(
    { type: 'script', content: [text('alert(1)')] },
    { type: 'image', attrs: { src: 'x', onerror: 'alert(1)' } },
    {
      type: 'paragraph',
      attrs: { style: 'position:fixed', onclick: 'x' },
      content: [text('好'), { type: 'doc' }],
    },
    paragraph(
      link('javascript:alert(1)'),
      link('JaVaScRiPt:alert(1)'),
      link('data:text/html,x'),
      link(' https://a'),
    ),
    paragraph(link('https://example.com/a?b=1'), text('色', { type: 'textStyle', attrs: { color: 'red' } })),
    { type: 'heading', attrs: { level: 99 }, content: [text('末')] },
    { type: '__proto__', content: [text('x')] },
    { type: 'constructor' },
  )
  const written = JSON.stringify(richTextOf(sent))
  expect(written).not.toMatch(
    /script|alert|onerror|onclick|style|color|target|data:|__proto__|constructor|99/i,
  )
  expect(richTextOf(sent)).toMatchObject({ text: '好\n点点点点\n点色\n末' })
  expect(written).toContain('https://example.com/a?b=1')
  for (const href of [
    'javascript:1',
    'vbscript:1',
    '//evil',
    '/x',
    '',
    'https://a b',
    `https://${'a'.repeat(3000)}`,
    null,
  ])
    expect(isSafeLink(href)).toBe(false)
  for (const href of ['https://a.cn', 'HTTP://a', 'mailto:a@b.cn', 'tel:+86571'])
    expect(isSafeLink(href)).toBe(true)
})

test('[S43] what is too deep, too long or of too many parts is refused', () => {
  let deep: unknown = paragraph(text('底'))
  for (let at = 0; at < 10_000; at++) deep = { type: 'blockquote', content: [deep] }
  const many = Array.from({ length: mostRich.nodes + 1 }, () => paragraph())
  const long = paragraph(text('长'.repeat(mostRich.letters + 1)))
  for (const sent of [doc(deep), doc(...many), doc(long), '长'.repeat(mostRich.letters + 1)])
    expect(richTextOf(sent)).toBe('tooLarge')
})

const one = <T>(list: readonly T[], draw: number): T | undefined => list[draw % list.length]
const strange = [undefined, null, '一\u0000', 7, {}, [], { level: 2 }, { level: '9' }]
const addresses = [{ href: 'https://a.cn' }, { href: 'javascript:1' }, [], null]

/** A tree out of drawn numbers, of kinds that exist and some that do not. */
function treeOf(draws: number[], depth = 0): unknown {
  const next = (): number => draws.pop() ?? 0
  const children = depth > 6 ? 0 : next() % 4
  return {
    type: one([...kinds, 'script', ''], next()),
    text: one(['<b>x</b>', '字', ...strange], next()),
    attrs: one(strange, next()),
    marks: [
      { type: one(['bold', 'italic', 'link', 'x'], next()), attrs: one(addresses, next()) },
      one(strange, next()),
    ],
    content: Array.from({ length: children }, () => treeOf(draws, depth + 1)),
  }
}

test('[S43] whatever is sent, what is kept is kept again as it is and holds known kinds alone', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(999), { maxLength: 300 }), (draws) => {
      const rich = richTextOf(doc(treeOf([...draws]), treeOf([...draws].reverse())))
      if (rich === null || rich === 'tooLarge') return
      expect(richTextOf(rich)).toEqual(rich)
      expect(plainText(rich as never)).toBe(rich?.text)
      expect(richDoc(rich as never)).toEqual(rich?.doc)
      const types = [...JSON.stringify(rich?.doc).matchAll(/"type":"([^"]*)"/g)].map(([, type]) => type)
      expect(types.every((type) => [...kinds, 'bold', 'italic', 'link'].includes(type ?? ''))).toBe(true)
    }),
    { seed: 43, numRuns: 300 },
  )
})
