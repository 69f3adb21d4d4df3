// A page as wide as a telephone within the page: what is drawn in it asks for its own width, so that it is laid out as there.
import { ConfigProvider } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import { NarrowContext } from '../../ui/media.ts'

const blankPage = '<!doctype html><html><head></head><body></body></html>'

export function PhoneFrame({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  const [page, setPage] = useState<Document | null>(null)
  useEffect(() => (page === null ? undefined : dressed(page)), [page])
  return (
    <div className="phone">
      <iframe
        title={label}
        srcDoc={blankPage}
        onLoad={({ currentTarget }) => setPage(currentTarget.contentDocument)}
      />
      {page === null
        ? null
        : createPortal(
            <NarrowContext value={true}>
              <ConfigProvider getPopupContainer={() => page.body}>
                <div className="phone-page">{children}</div>
              </ConfigProvider>
            </NarrowContext>,
            page.body,
          )}
    </div>
  )
}

/** Keeps the styles, language and colours of this page on the other; answers how to stop. */
function dressed(page: Document): () => void {
  const copies = new Map<Element, Element>()
  const bringAlong = (): void => {
    const { documentElement: from } = document
    for (const { name, value } of from.attributes) page.documentElement.setAttribute(name, value)
    const sheets = new Set(document.head.querySelectorAll('style, link[rel="stylesheet"]'))
    for (const [sheet, copy] of copies)
      if (!sheets.has(sheet)) {
        copy.remove()
        copies.delete(sheet)
      }
    for (const sheet of sheets) {
      const known = copies.get(sheet)
      if (known === undefined) {
        const copy = page.importNode(sheet, true)
        copies.set(sheet, copy)
        page.head.append(copy)
      } else if (known.textContent !== sheet.textContent) known.textContent = sheet.textContent
    }
  }
  bringAlong()
  const observer = new MutationObserver(bringAlong)
  observer.observe(document.head, { childList: true, subtree: true, characterData: true })
  observer.observe(document.documentElement, { attributes: true })
  return () => observer.disconnect()
}
