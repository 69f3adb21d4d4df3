// A short list within a block: entries that are added, moved one place up or down, and taken out.
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { moved } from './print-design.ts'
import { usePrintWords } from './print-words.ts'

export function EntryList<T>({
  entries,
  most,
  add,
  fresh,
  onChange,
  children,
}: {
  readonly entries: readonly T[]
  readonly most: number
  readonly add: string
  readonly fresh: T
  readonly onChange: (entries: readonly T[]) => void
  readonly children: (entry: T, set: (entry: T) => void, place: number) => ReactNode
}) {
  const say = usePrintWords()
  return (
    <>
      <ol className="print-entries">
        {entries.map((entry, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an entry is what stands in its place
          <li key={at} aria-label={say('entry', { place: at + 1 })}>
            {children(
              entry,
              (changed) => onChange(entries.map((one, index) => (index === at ? changed : one))),
              at,
            )}
            <div className="print-entry-tools">
              <button
                type="button"
                className="plain hush"
                disabled={at === 0}
                aria-label={`${say('up')} ${at + 1}`}
                onClick={() => onChange(moved(entries, at, -1))}
              >
                ↑
              </button>
              <button
                type="button"
                className="plain hush"
                disabled={at === entries.length - 1}
                aria-label={`${say('down')} ${at + 1}`}
                onClick={() => onChange(moved(entries, at, 1))}
              >
                ↓
              </button>
              <button
                type="button"
                className="plain hush"
                aria-label={`${say('remove')} ${at + 1}`}
                onClick={() => onChange(entries.filter((_, index) => index !== at))}
              >
                ×
              </button>
            </div>
          </li>
        ))}
      </ol>
      <Button
        size="small"
        type="dashed"
        disabled={entries.length >= most}
        onClick={() => onChange([...entries, fresh])}
      >
        {add}
      </Button>
    </>
  )
}
