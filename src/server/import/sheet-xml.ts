// The elements of a part of a workbook one after another; no more is held than what is being read.
import type { Readable } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'
import { type SaxesAttributePlain, SaxesParser } from 'saxes'

/** What becomes of the elements; names are without their prefix, texts are those directly in the innermost element. */
export type Elements = {
  readonly begin: (name: string, attributes: Readonly<Record<string, string>>) => void
  readonly text?: (text: string) => void
  readonly end: (name: string) => void
}

/** Longer texts, and tags, are no spreadsheet's; a cell holds 32,767 characters. */
const longest = 4_000_000

const bare = (name: string): string => name.slice(name.indexOf(':') + 1)

/**
 * Tells `elements` of a piece of the part and yields, again and again. Characters that lie across two pieces are whole. No entity is
 * known but those of XML itself. Throws for what is not well-formed or has no end.
 */
export async function* elementsOf(part: Readable, elements: Elements): AsyncGenerator<void> {
  const parser = new SaxesParser({ xmlns: false, fragment: false })
  const decoder = new StringDecoder('utf8')
  let quiet = 0
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    quiet = 0
    elements.begin(bare(name), attributes as Record<string, SaxesAttributePlain & string>)
  })
  parser.on('closetag', ({ name }) => {
    quiet = 0
    elements.end(bare(name))
  })
  for (const kind of ['text', 'cdata'] as const) parser.on(kind, (text) => elements.text?.(text))
  try {
    for await (const bytes of part as AsyncIterable<Buffer>) {
      const text = decoder.write(bytes)
      quiet += text.length
      parser.write(text)
      if (quiet > longest) throw new RangeError('A text without end')
      yield
    }
    parser.write(decoder.end()).close()
    yield
  } finally {
    part.destroy()
  }
}

/** Reads a part to its end. */
export async function readPart(part: Readable | undefined, elements: Elements): Promise<void> {
  if (part !== undefined) for await (const _ of elementsOf(part, elements));
}
