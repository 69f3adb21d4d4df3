// What stands on the pages of a PDF: the text that a reader could copy out of it, and where each piece of it stands.
import { getDocumentProxy } from 'unpdf'

/** Text with its place from the left and the top, in whole points. */
export type Piece = { readonly text: string; readonly x: number; readonly y: number }
export type Sheet = { readonly pieces: readonly Piece[]; readonly text: string; readonly width: number; readonly height: number }

/** The pages, with the text of each without its blanks: PDF knows no words, only where letters stand. */
export async function sheetsOf(bytes: Uint8Array): Promise<readonly Sheet[]> {
  const pdf = await getDocumentProxy(new Uint8Array(bytes))
  const pages = await Promise.all(Array.from({ length: pdf.numPages }, (_, index) => pdf.getPage(index + 1)))
  return Promise.all(
    pages.map(async (page) => {
      const { width, height } = page.getViewport({ scale: 1 })
      const { items } = await page.getTextContent()
      const pieces = items.flatMap((item) => {
        if (!('str' in item) || item.str.trim() === '') return []
        const [, , , , x = 0, y = 0] = item.transform as readonly number[]
        return [{ text: item.str, x: Math.round(x), y: Math.round(height - y) }]
      })
      const text = pieces.map((piece) => piece.text).join('').replace(/\s/g, '')
      return { pieces, text, width: Math.round(width), height: Math.round(height) }
    }),
  )
}
