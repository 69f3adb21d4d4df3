// A design in the making: kept in this browser until it is published, judged as it is typed.
import { useMemo, useRef, useState } from 'react'
import type { Publication } from '#kernel/module'
import { type Label, systemFields } from '#kernel/schema'
import type { Answer } from '../../data/api.ts'
import { type Published, suggestNames, usePublish } from '../../data/definitions.ts'
import { useCatalog } from '../../data/metadata.ts'
import { useMe } from '../../data/session.ts'
import { browserStore, keepStored, readStored } from '../../data/stored.ts'
import type { Language } from '../../ui/format.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { type Checked, checkDesign, type Faults, placed } from './checking.ts'
import {
  type Design,
  designOf,
  freeName,
  isUnnamed,
  newDesign,
  objectIn,
  renameField,
  renameObject,
} from './design.ts'
import { respeltDesign } from './formula-text.ts'
import { publicationOf } from './publication.ts'

export type Designing = {
  readonly design: Design
  /** What stands now; null for an object that was never published. */
  readonly before: Design | null
  readonly published: Published
  readonly checked: Checked
  /** Everything that stands in the way, the server's own refusals included, by place. */
  readonly faults: Faults
  readonly isDirty: boolean
  /** The draft was found in this browser. */
  readonly isRestored: boolean
  /** Somebody has published this object since the draft was begun. */
  readonly isOutdated: boolean
  readonly change: (edit: (design: Design) => Design) => void
  readonly discard: () => void
  /** Names what was never published after its label, unless somebody chose the name. */
  readonly nameAfter: (label: Label, object: string, field?: string) => void
  /** Names that an added field, or an object, may not have. */
  readonly taken: ReadonlySet<string>
  /** Answers the name under which it was published. */
  readonly publish: () => Promise<Answer<string>>
}

type Draft = { readonly design: Design; readonly from: string; readonly at: number }

const monthMs = 30 * 86_400_000
const isDraft = (value: unknown): value is Draft =>
  typeof value === 'object' && value !== null && 'design' in value && 'from' in value && 'at' in value

const titleLabel: Label = { 'zh-CN': '名称', en: 'Name' }
export const newPlace = 'new'

/** The design as it stands, its formulas in the reader's labels; null for what is not there. */
function useStanding(name: string, published: Published, language: Language) {
  const catalog = useCatalog()
  return useMemo(() => {
    const shipped = catalog.object(name)
    const raw = designOf(name, shipped?.layer === 'system' ? shipped : undefined, published)
    if (raw === null) return { raw: null, initial: newDesign(titleLabel) }
    const { schema } = checkDesign(raw, catalog.metadata, published)
    return { raw, initial: schema === null ? raw : respeltDesign(raw, schema, language) }
  }, [catalog, name, published, language])
}

export function useDesign(name: string, published: Published): Designing {
  const me = useMe()
  const { language } = useFormat()
  const { metadata } = useCatalog()
  const { raw, initial } = useStanding(name, published, language)
  const key = `baton.design.${me.id}.${name}`
  const from = JSON.stringify(raw)
  const [kept] = useState(() => readDraft(key))
  const [draft, setDraft] = useState<Draft | null>(kept)
  const [refused, setRefused] = useState<Faults>(new Map())
  const naming = useRef<Promise<unknown>>(Promise.resolve())
  const latest = useRef<Draft | null>(draft)
  const design = draft?.design ?? initial
  const checked = useMemo(() => checkDesign(design, metadata, published), [design, metadata, published])
  const keep = (next: Draft | null): void => {
    latest.current = next
    setDraft(next)
    keepStored(browserStore(), key, next)
  }
  const change = (edit: (before: Design) => Design): void => {
    const current = latest.current
    setRefused(new Map())
    keep({ design: edit(current?.design ?? initial), from: current?.from ?? from, at: Date.now() })
  }
  const taken = useMemo(() => takenNames(design, published, metadata.objects), [design, published, metadata])
  const nameAfter = (label: Label, object: string, field?: string): void => {
    const text = (label.en || label['zh-CN']).trim()
    if (text === '' || !isUnnamed(design, object, field)) return
    naming.current = suggestNames([text]).then((answer) => {
      const [wish] = answer.ok ? answer.value : []
      if (wish !== undefined) change((before) => named(before, wish, taken, object, field))
    })
  }
  const send = usePublish()
  const publish = async (): Promise<Answer<string>> => {
    await naming.current
    const current = latest.current?.design ?? initial
    const answer = await send(wished(current, published, checkDesign(current, metadata, published)))
    if (!answer.ok) {
      setRefused(placed(answer.problems))
      return answer
    }
    keep(null)
    return { ok: true, value: current.object.name }
  }
  return {
    design,
    before: raw === null ? null : initial,
    published,
    checked,
    faults: refused.size > 0 ? new Map([...checked.faults, ...refused]) : checked.faults,
    isDirty: draft !== null && JSON.stringify(design) !== JSON.stringify(initial),
    isRestored: kept !== null && draft !== null,
    isOutdated: draft !== null && draft.from !== from,
    change,
    discard: () => {
      setRefused(new Map())
      keep(null)
    },
    nameAfter,
    taken,
    publish,
  }
}

function readDraft(key: string): Draft | null {
  const found = readStored(browserStore(), key)
  return isDraft(found) && Date.now() - found.at < monthMs ? found : null
}

/** With formulas in names, so that renaming what they read breaks nothing, and only over the version that was looked at. */
const wished = (design: Design, published: Published, { schema }: Checked): Publication => ({
  ...publicationOf(schema === null ? design : respeltDesign(design, schema, 'names'), published),
  version: published.version,
})

function takenNames(
  { object, isShipped }: Design,
  { objects }: Published,
  known: readonly { readonly name: string; readonly fields: readonly { readonly name: string }[] }[],
): ReadonlySet<string> {
  const shipped = isShipped ? (known.find(({ name }) => name === object.name)?.fields ?? []) : []
  return new Set([
    ...systemFields,
    ...shipped.map(({ name }) => name),
    ...objects.map(({ name }) => name),
    ...known.map(({ name }) => name),
  ])
}

function named(
  design: Design,
  wish: string,
  taken: ReadonlySet<string>,
  object: string,
  field: string | undefined,
): Design {
  if (!isUnnamed(design, object, field)) return design
  if (field === undefined) {
    const others = new Set([...taken].filter((name) => name !== object))
    return renameObject(design, freeName(`x.${wish}`, others))
  }
  const own = (objectIn(design, object)?.fields ?? [])
    .map(({ name }) => name)
    .filter((name) => name !== field)
  return renameField(design, object, field, freeName(wish, new Set([...taken, ...own])))
}
