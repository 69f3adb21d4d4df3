// The way to a file: a plain click looks at it in place, every other click is the browser's own.
import type { MouseEvent, ReactNode } from 'react'
import { fileAddress } from '../data/files.ts'
import { type ShownFile, showFile } from '../data/preview.ts'

export function FileAnchor({
  id,
  files,
  children,
}: {
  readonly id: string
  /** Those it stands among, itself included. */
  readonly files: readonly ShownFile[]
  readonly children: ReactNode
}) {
  const onClick = (event: MouseEvent): void => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    showFile({ files, id })
  }
  return (
    <a href={fileAddress(id)} target="_blank" rel="noreferrer" onClick={onClick}>
      {children}
    </a>
  )
}
