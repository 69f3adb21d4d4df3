// The blocks of a sheet in their order: one is open at a time, all are moved by mouse or keys and taken out.
import { type DragEvent, type KeyboardEvent, useState } from 'react'
import { mostPrint, type PrintBlock, type PrintLayout, printBlockKinds } from '#kernel/schema'
import type { Language } from '../../ui/format.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { useDesigning } from './designing-context.ts'
import { respeltPrints } from './formula-text.ts'
import { BlockProperties } from './print-block-properties.tsx'
import { freshBlocks, moved, recordsAround } from './print-design.ts'
import { usePrintWords } from './print-words.ts'

const dragged = 'application/x-baton-print-block'

const signs: Readonly<Record<PrintBlock['kind'], string>> = {
  heading: 'H',
  picture: '▨',
  facts: '≡',
  lines: '▦',
  text: 'T',
  seal: '◯',
  code: '▣',
  foot: '_',
}

/** The beginning of what a block says, to tell it from others of its kind. */
function gist(block: PrintBlock, language: Language): string {
  const text =
    'text' in block
      ? block.text[language]
      : block.kind === 'picture'
        ? block.value
        : 'title' in block
          ? (block.title?.[language] ?? '')
          : ''
  return text.replace(/\s+/g, ' ').slice(0, 40)
}

export function PrintBlocks({
  layout,
  language,
  onChange,
}: {
  readonly layout: PrintLayout
  readonly language: Language
  readonly onChange: (layout: PrintLayout) => void
}) {
  const say = usePrintWords()
  const { checked, design, language: formulas } = useDesigning()
  const { language: spelling } = useFormat()
  const [open, setOpen] = useState<number | null>(null)
  const [told, setTold] = useState('')
  const { blocks } = layout
  const object = checked.schema?.object(design.object.name)
  const set = (next: readonly PrintBlock[]): void => onChange({ ...layout, blocks: next })
  const move = (from: number, by: number): void => {
    const to = Math.max(0, Math.min(blocks.length - 1, from + by))
    set(moved(blocks, from, by))
    if (open === from) setOpen(to)
    else setOpen(null)
    setTold(say('movedTo', { place: to + 1, count: blocks.length }))
  }
  const add = (kind: PrintBlock['kind']): void => {
    const { schema } = checked
    if (object === undefined || schema === null || formulas === null) return
    const fresh = { ...layout, blocks: [freshBlocks[kind](object, recordsAround(schema, object.name))] }
    // Its formulas stand in names; here they are read by labels.
    const speller = { schema, language: formulas, spelling }
    const { prints = [] } = respeltPrints({ name: object.name, prints: [fresh] }, speller)
    // What stands at the foot stays last.
    const at = blocks.at(-1)?.kind === 'foot' && kind !== 'foot' ? blocks.length - 1 : blocks.length
    set([...blocks.slice(0, at), ...(prints[0]?.blocks ?? []), ...blocks.slice(at)])
    setOpen(at)
  }
  return (
    <>
      <ol className="field-list print-blocks" aria-label={say('blocks')}>
        {blocks.map((block, at) => (
          <BlockRow
            // biome-ignore lint/suspicious/noArrayIndexKey: a block is what stands in its place
            key={at}
            block={block}
            place={at}
            gist={gist(block, language)}
            isOpen={open === at}
            onToggle={() => setOpen(open === at ? null : at)}
            onMove={move}
            onRemove={() => {
              set(blocks.filter((_, index) => index !== at))
              setOpen(null)
            }}
          >
            <BlockProperties
              block={block}
              language={language}
              id={`print-${at}`}
              onChange={(changed) => set(blocks.map((one, index) => (index === at ? changed : one)))}
            />
          </BlockRow>
        ))}
      </ol>
      <span className="sr-only" role="status">
        {told}
      </span>
      <fieldset className="palette-types" disabled={blocks.length >= mostPrint.blocks}>
        <legend>{say('addBlock')}</legend>
        {printBlockKinds.map((kind) => (
          <button type="button" className="plain" key={kind} onClick={() => add(kind)}>
            <span className="sign" aria-hidden="true">
              {signs[kind]}
            </span>
            {say(kind)}
          </button>
        ))}
      </fieldset>
    </>
  )
}

function BlockRow({
  block,
  place,
  gist: words,
  isOpen,
  onToggle,
  onMove,
  onRemove,
  children,
}: {
  readonly block: PrintBlock
  readonly place: number
  readonly gist: string
  readonly isOpen: boolean
  readonly onToggle: () => void
  readonly onMove: (from: number, by: number) => void
  readonly onRemove: () => void
  readonly children: React.ReactNode
}) {
  const say = usePrintWords()
  const name = say(block.kind)
  const onKey = (event: KeyboardEvent): void => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    if (by === undefined) return
    event.preventDefault()
    onMove(place, by)
    // The grip of the block goes along with it.
    const grips = event.currentTarget.closest('ol')?.querySelectorAll<HTMLElement>(':scope > li .field-grip')
    requestAnimationFrame(() => grips?.[place + by]?.focus())
  }
  const onDrop = (event: DragEvent): void => {
    const from = event.dataTransfer.getData(dragged)
    if (from === '') return
    event.preventDefault()
    onMove(Number(from), place - Number(from))
  }
  return (
    <li
      className="field-row"
      data-open={isOpen}
      onDragOver={(event) => {
        if (event.dataTransfer.types.includes(dragged)) event.preventDefault()
      }}
      onDrop={onDrop}
    >
      <div className="field-head">
        <button
          type="button"
          className="plain field-grip"
          draggable
          aria-label={say('move', { name })}
          title={say('moveHint')}
          onKeyDown={onKey}
          onDragStart={(event) => event.dataTransfer.setData(dragged, String(place))}
        >
          ⠿
        </button>
        <button type="button" className="plain field-name" aria-expanded={isOpen} onClick={onToggle}>
          <span className="sign" aria-hidden="true">
            {signs[block.kind]}
          </span>
          <span className="cut">{name}</span>
          <small className="hush cut">{words}</small>
        </button>
      </div>
      {isOpen ? (
        <div className="properties">
          {children}
          <button
            type="button"
            className="plain late"
            onClick={onRemove}
            aria-label={say('removeBlock', { name })}
          >
            {say('remove')}
          </button>
        </div>
      ) : null}
    </li>
  )
}
