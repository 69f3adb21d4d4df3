// What stands on the pages of a PDF: the text that a reader could copy out of it, and where each piece of it stands.
import { getDocumentProxy } from 'unpdf'

/** As much of a PDF as is asked here. */
type Item = { readonly str?: string; readonly width?: number; readonly transform?: readonly number[] }
type PdfPage = {
  readonly getViewport: (options: { scale: number }) => { readonly width: number; readonly height: number }
  readonly getTextContent: () => Promise<{ readonly items: readonly Item[] }>
}
type Pdf = { readonly numPages: number; readonly getPage: (number: number) => Promise<PdfPage> }

/** Text with its place from the left and the top, in whole points. */
export type Piece = { readonly text: string; readonly x: number; readonly y: number }
export type Sheet = {
  readonly pieces: readonly Piece[]
  readonly text: string
  readonly width: number
  readonly height: number
}

type Run = Piece & { readonly end: number }

const gap = 5

/** Letters that stand beside each other as one piece. */
function runsOf(letters: readonly Run[]): readonly Piece[] {
  const runs: Run[] = []
  for (const letter of letters) {
    const last = runs.at(-1)
    if (letter.text.trim() === '') continue
    const isNext = last && Math.abs(last.y - letter.y) < 1 && Math.abs(letter.x - last.end) < gap
    if (isNext) runs[runs.length - 1] = { ...last, text: last.text + letter.text, end: letter.end }
    else runs.push(letter)
  }
  return runs.map(({ text, x, y }) => ({ text, x: Math.round(x), y: Math.round(y) }))
}

/** The pages, with the text of each without its blanks: PDF knows no words, only where letters stand. */
export async function sheetsOf(bytes: Uint8Array): Promise<readonly Sheet[]> {
  const pdf: Pdf = await getDocumentProxy(new Uint8Array(bytes))
  const pages = await Promise.all(Array.from({ length: pdf.numPages }, (_, index) => pdf.getPage(index + 1)))
  return Promise.all(
    pages.map(async (page) => {
      const { width, height } = page.getViewport({ scale: 1 })
      const { items } = await page.getTextContent()
      const pieces = runsOf(
        items.map(({ str = '', width = 0, transform = [] }) => {
          const [, , , , x = 0, y = 0] = transform
          return { text: str, x, y: height - y, end: x + width }
        }),
      )
      const text = pieces
        .map((piece) => piece.text)
        .join('')
        .replace(/\s/g, '')
      return { pieces, text, width: Math.round(width), height: Math.round(height) }
    }),
  )
}
