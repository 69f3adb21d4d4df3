// What each kind of block is made of, one entry a kind.
import { Checkbox, Input, Select } from 'antd'
import type { ReactElement } from 'react'
import { mostPrint, type PrintBlock, type PrintColumn, pictureSides } from '#kernel/schema'
import { useLabel } from '../../data/metadata.ts'
import type { Language } from '../../ui/format.ts'
import { BoundedNumber } from './bounded-number.tsx'
import { useDesigning } from './designing-context.ts'
import { FormulaInput } from './formula-input.tsx'
import { recordsAround } from './print-design.ts'
import { EntryList } from './print-entries.tsx'
import { usePrintFields } from './print-fields.ts'
import { ValueInput } from './print-value.tsx'
import { usePrintWords } from './print-words.ts'
import { WordsInput } from './print-words-input.tsx'
import { Row } from './row.tsx'

export type Of<K extends PrintBlock['kind']> = Extract<PrintBlock, { kind: K }>
type Props<K extends PrintBlock['kind']> = {
  readonly block: Of<K>
  readonly language: Language
  readonly id: string
  readonly onChange: (block: PrintBlock) => void
}

const blankText = { 'zh-CN': '', en: '' } as const

type Worded = Omit<Props<'heading'>, 'block'> & { readonly block: Of<'heading'> | Of<'text'> | Of<'foot'> }

function Words({ block, language, id, onChange }: Worded) {
  const say = usePrintWords()
  const { design } = useDesigning()
  const object = design.object.name
  return (
    <>
      <WordsInput
        object={object}
        label={say('words')}
        id={`${id}-text`}
        value={block.text}
        language={language}
        onChange={(text) => onChange({ ...block, text })}
      />
      {block.kind === 'heading' ? (
        <WordsInput
          object={object}
          label={say('under')}
          id={`${id}-under`}
          value={block.under ?? blankText}
          language={language}
          onChange={(under) => onChange({ ...block, under })}
        />
      ) : null}
    </>
  )
}

function Facts({ block, language, id, onChange }: Props<'facts'>) {
  const say = usePrintWords()
  const { design } = useDesigning()
  const columns = [1, 2, 3] as const
  return (
    <>
      <Row label={say('columns')}>
        <Select
          aria-label={say('columns')}
          value={block.columns ?? 2}
          options={columns.map((value) => ({ value, label: String(value) }))}
          onChange={(count) => onChange({ ...block, columns: count })}
        />
      </Row>
      <EntryList
        entries={block.facts}
        most={mostPrint.entries}
        add={say('addFact')}
        fresh={{ value: '' }}
        onChange={(facts) => onChange({ ...block, facts })}
      >
        {(fact, set, place) => (
          <ValueInput
            object={design.object.name}
            value={fact}
            language={language}
            id={`${id}-${place}`}
            onChange={set}
          />
        )}
      </EntryList>
    </>
  )
}

/** The records that a table is of, as one text: a lines field, or an object and its reference. */
const sourceKey = (of: Of<'lines'>['of']): string => (typeof of === 'string' ? of : `${of.object} ${of.by}`)

function Lines({ block, language, id, onChange }: Props<'lines'>) {
  const say = usePrintWords()
  const label = useLabel()
  const { design, checked } = useDesigning()
  const { schema } = checked
  const own = schema?.object(design.object.name)
  const { of } = block
  const lines = (own?.fields ?? []).flatMap((field) =>
    field.type === 'lines'
      ? [{ value: field.name, label: say('linesOf', { name: label(field.label) }) }]
      : [],
  )
  const around = schema
    ? recordsAround(schema, design.object.name).map(({ object, field }) => ({
        value: `${object.name} ${field.name}`,
        label: say('recordsOf', { object: label(object.label), field: label(field.label) }),
      }))
    : []
  const field = typeof of === 'string' ? own?.byName.get(of) : undefined
  const object = typeof of === 'string' ? (field?.type === 'lines' ? field.object : '') : of.object
  const options = [...lines, ...around]
  const known = options.some(({ value }) => value === sourceKey(of))
  const setSource = (key: string): void => {
    const [name = '', by] = key.split(' ')
    onChange({ ...block, of: by === undefined ? name : { object: name, by }, columns: [] })
  }
  return (
    <>
      <Row label={say('of')} id={`${id}-of`}>
        <Select
          id={`${id}-of`}
          showSearch={{ optionFilterProp: 'label' }}
          value={sourceKey(of)}
          options={known ? options : [...options, { value: sourceKey(of), label: sourceKey(of) }]}
          onChange={setSource}
        />
      </Row>
      {typeof of === 'string' ? null : (
        <Row label={say('where')} id={`${id}-where`} isWide>
          <FormulaInput
            object={of.object}
            value={of.where ?? ''}
            id={`${id}-where`}
            label={say('where')}
            isInvalid={false}
            onChange={(where) => {
              const { where: _, ...rest } = of
              onChange({ ...block, of: where.trim() === '' ? rest : { ...rest, where } })
            }}
          />
        </Row>
      )}
      <Row label={say('tableTitle')} id={`${id}-title`}>
        <Input
          id={`${id}-title`}
          value={block.title?.[language] ?? ''}
          maxLength={100}
          onChange={({ target }) =>
            onChange({ ...block, title: { ...(block.title ?? blankText), [language]: target.value } })
          }
        />
      </Row>
      <Checkbox
        checked={block.numbered === true}
        onChange={({ target }) => onChange({ ...block, numbered: target.checked })}
      >
        {say('numbered')}
      </Checkbox>
      <EntryList<PrintColumn>
        entries={block.columns}
        most={mostPrint.columns}
        add={say('addColumn')}
        fresh={{ value: '' }}
        onChange={(columns) => onChange({ ...block, columns })}
      >
        {(column, set, place) => (
          <>
            <ValueInput
              object={object}
              value={column}
              language={language}
              id={`${id}-${place}`}
              onChange={set}
            />
            <div className="print-column">
              <label htmlFor={`${id}-${place}-width`}>{say('width')}</label>
              <BoundedNumber
                id={`${id}-${place}-width`}
                min={0.2}
                max={20}
                step={0.1}
                value={column.width ?? 1}
                onChange={(width) => set({ ...column, width })}
              />
              <Checkbox
                checked={column.sum === true}
                onChange={({ target }) => set({ ...column, sum: target.checked })}
              >
                {say('sum')}
              </Checkbox>
            </div>
          </>
        )}
      </EntryList>
    </>
  )
}

function Seal({ block, language, id, onChange }: Props<'seal'>) {
  const say = usePrintWords()
  const { design } = useDesigning()
  return (
    <EntryList
      entries={block.parties}
      most={mostPrint.parties}
      add={say('addParty')}
      fresh={{ label: { 'zh-CN': '签字', en: 'Signed' } }}
      onChange={(parties) => onChange({ ...block, parties })}
    >
      {(party, set, place) => (
        <>
          <Row label={say('party')} id={`${id}-${place}-label`}>
            <Input
              id={`${id}-${place}-label`}
              value={party.label[language]}
              maxLength={100}
              onChange={({ target }) =>
                set({ ...party, label: { ...party.label, [language]: target.value } })
              }
            />
          </Row>
          <WordsInput
            object={design.object.name}
            label={say('under')}
            id={`${id}-${place}-under`}
            value={party.under ?? blankText}
            language={language}
            onChange={(under) => set({ ...party, under })}
          />
        </>
      )}
    </EntryList>
  )
}

function Code({ block, language, id, onChange }: Props<'code'>) {
  const say = usePrintWords()
  const { design } = useDesigning()
  return (
    <>
      <Row label={say('codeOf')} id={`${id}-value`} isWide>
        <FormulaInput
          object={design.object.name}
          value={block.value ?? ''}
          id={`${id}-value`}
          label={say('codeOf')}
          isInvalid={false}
          onChange={(value) => {
            const { value: _, ...rest } = block
            onChange(value.trim() === '' ? rest : { ...rest, value })
          }}
        />
      </Row>
      <WordsInput
        object={design.object.name}
        label={say('under')}
        id={`${id}-under`}
        value={block.under ?? blankText}
        language={language}
        onChange={(under) => onChange({ ...block, under })}
      />
    </>
  )
}

function Picture({ block, id, onChange }: Props<'picture'>) {
  const say = usePrintWords()
  const { design } = useDesigning()
  const fields = usePrintFields(design.object.name, 'picture')
  return (
    <>
      <Row label={say('pictureOf')} id={`${id}-value`} isWide>
        <Select
          id={`${id}-value`}
          showSearch={{ optionFilterProp: 'label' }}
          value={block.value === '' ? null : block.value}
          options={[...fields]}
          notFoundContent={say('noPictureFields')}
          onChange={(value: string | null) => onChange({ ...block, value: value ?? '' })}
        />
      </Row>
      <Row label={say('height')} id={`${id}-height`}>
        <BoundedNumber
          id={`${id}-height`}
          min={3}
          max={mostPrint.pictureHeight}
          step={1}
          value={block.height ?? 20}
          onChange={(height) => onChange({ ...block, height })}
        />
      </Row>
      <Row label={say('side')} id={`${id}-side`}>
        <Select
          id={`${id}-side`}
          value={block.side ?? 'left'}
          options={pictureSides.map((value) => ({ value, label: say(value) }))}
          onChange={(side) => onChange({ ...block, side })}
        />
      </Row>
    </>
  )
}

const kinds: { readonly [K in PrintBlock['kind']]: (props: Props<K>) => ReactElement } = {
  heading: Words,
  picture: Picture,
  facts: Facts,
  lines: Lines,
  text: Words,
  seal: Seal,
  code: Code,
  foot: Words,
}

export function BlockProperties(props: Props<PrintBlock['kind']>) {
  // Each entry draws the block of its own kind.
  const Drawn = kinds[props.block.kind] as (props: Props<PrintBlock['kind']>) => ReactElement
  return <Drawn {...props} />
}
