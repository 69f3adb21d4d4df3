// A design in the making: kept in this browser until it is published, judged as it is typed.
import { useMemo, useRef, useState } from 'react'
import type { Metadata, Publication } from '#kernel/module'
import { type Label, type LayoutName, reservedFields } from '#kernel/schema'
import type { Answer } from '../../data/api.ts'
import { type Published, suggestNames, usePublish } from '../../data/definitions.ts'
import { useCatalog } from '../../data/metadata.ts'
import { useMe } from '../../data/session.ts'
import { browserStore, keepStored, readStored } from '../../data/stored.ts'
import type { Language } from '../../ui/format.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { type Checked, checkDesign, type Faults, placed } from './checking.ts'
import { type Design, designOf, newDesign } from './design.ts'
import { type FormulaLanguage, hasFormulas, loadLanguage, useFormulaLanguage } from './formula-language.ts'
import { respeltDesign } from './formula-text.ts'
import { type History, noHistory, redone, stepped, undone } from './history.ts'
import { publicationOf } from './publication.ts'
import { waiting, withNames } from './stable-names.ts'

export type Designing = {
  readonly design: Design
  /** What stands now; null for an object that was never published. */
  readonly before: Design | null
  readonly published: Published
  readonly checked: Checked
  /** The formula language, once something needs it. */
  readonly language: FormulaLanguage | null
  /** Everything that stands in the way, the server's own refusals included, by place. */
  readonly faults: Faults
  readonly isDirty: boolean
  /** The draft was found in this browser. */
  readonly isRestored: boolean
  /** Somebody has published this object since the draft was begun. */
  readonly isOutdated: boolean
  readonly change: (edit: (design: Design) => Design) => void
  readonly discard: () => void
  /** One step back and one forth again, at most fifty; null where there is none. */
  readonly undo: (() => void) | null
  readonly redo: (() => void) | null
  /** The layout that is worked on and looked at. */
  readonly looked: LayoutName
  readonly look: (layout: LayoutName) => void
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
function useStanding(
  name: string,
  published: Published,
  formulas: FormulaLanguage | null,
  spelling: Language,
) {
  const catalog = useCatalog()
  return useMemo(() => {
    const shipped = catalog.object(name)
    const raw = designOf(name, shipped?.layer === 'system' ? shipped : undefined, published)
    if (raw === null) return { raw: null, initial: newDesign(titleLabel) }
    const { schema } = checkDesign(raw, catalog.metadata, published, formulas)
    if (schema === null || formulas === null) return { raw, initial: raw }
    return { raw, initial: respeltDesign(raw, { schema, language: formulas, spelling }) }
  }, [catalog, name, published, formulas, spelling])
}

export function useDesign(name: string, published: Published): Designing {
  const me = useMe()
  const { language } = useFormat()
  const { metadata } = useCatalog()
  const [isNeeded, setNeeded] = useState(false)
  const formulas = useFormulaLanguage(isNeeded)
  const { raw, initial } = useStanding(name, published, formulas, language)
  const key = `baton.design.${me.id}.${name}`
  const from = JSON.stringify(raw)
  const [kept] = useState(() => readDraft(key, raw))
  const [draft, setDraft] = useState<Draft | null>(kept)
  const [refused, setRefused] = useState<Faults>(new Map())
  const latest = useRef<Draft | null>(draft)
  const [looked, look] = useState<LayoutName>('usual')
  const walked = useRef(noHistory)
  const design = draft?.design ?? initial
  if (!isNeeded && hasFormulas(design)) setNeeded(true)
  const checked = useMemo(
    () => checkDesign(design, metadata, published, formulas),
    [design, metadata, published, formulas],
  )
  const keep = (next: Draft | null): void => {
    latest.current = next
    setDraft(next)
    keepStored(browserStore(), key, next)
  }
  const put = (next: Design, steps: History): void => {
    setRefused(new Map())
    walked.current = steps
    keep({ design: next, from: latest.current?.from ?? from, at: Date.now() })
  }
  const change = (edit: (before: Design) => Design): void => {
    const current = latest.current?.design ?? initial
    const next = edit(current)
    if (next !== current) put(next, stepped(walked.current, current, next, Date.now()))
  }
  const turn = (step: typeof undone): void => {
    const turned = step(walked.current, latest.current?.design ?? initial)
    if (turned) put(turned.design, turned.history)
  }
  const taken = useMemo(() => takenNames(design, published, metadata.objects), [design, published, metadata])
  const send = usePublish()
  const publish = async (): Promise<Answer<string>> => {
    const current = await named(design, raw, taken)
    // What was named stays named, so that what the server says of it is found.
    if (current !== design) change(() => current)
    const answer = await send(await wished(current, published, metadata))
    if (!answer.ok) {
      setRefused(placed(answer.problems))
      return answer
    }
    walked.current = noHistory
    keep(null)
    return { ok: true, value: current.object.name }
  }
  return {
    design,
    before: raw === null ? null : initial,
    published,
    checked,
    language: formulas,
    faults: refused.size > 0 ? new Map([...checked.faults, ...refused]) : checked.faults,
    isDirty: draft !== null && JSON.stringify(design) !== JSON.stringify(initial),
    isRestored: kept !== null && draft !== null,
    isOutdated: draft !== null && draft.from !== from,
    change,
    discard: () => {
      setRefused(new Map())
      walked.current = stepped(walked.current, latest.current?.design ?? initial, initial, Date.now())
      keep(null)
    },
    undo: walked.current.past.length > 0 ? () => turn(undone) : null,
    redo: walked.current.future.length > 0 ? () => turn(redone) : null,
    looked,
    look,
    taken,
    publish,
  }
}

/** What nobody has named is named after what it is called; where the server cannot say, it keeps the name it has. */
async function named(design: Design, before: Design | null, taken: ReadonlySet<string>): Promise<Design> {
  const all = waiting(design, before)
  const names: string[] = []
  for (let at = 0; at < all.length; at += mostAsked) {
    const answer = await suggestNames(all.slice(at, at + mostAsked).map(({ text }) => text))
    if (!answer.ok) return design
    names.push(...answer.value)
  }
  return all.length === 0 ? design : withNames(design, all, names, taken)
}

const mostAsked = 50

/** One that was begun before there were rights in it has those that stand. */
function readDraft(key: string, standing: Design | null): Draft | null {
  const found = readStored(browserStore(), key)
  if (!isDraft(found) || Date.now() - found.at >= monthMs) return null
  return {
    ...found,
    design: { ...found.design, policies: found.design.policies ?? standing?.policies ?? [] },
  }
}

/** With formulas in names, so that renaming what they read breaks nothing, and only over the version that was looked at. */
async function wished(design: Design, published: Published, metadata: Metadata): Promise<Publication> {
  const language = hasFormulas(design) ? await loadLanguage() : null
  const { schema } = checkDesign(design, metadata, published, language)
  const spelt = schema && language ? respeltDesign(design, { schema, language, spelling: 'names' }) : design
  return { ...publicationOf(spelt, published), version: published.version }
}

function takenNames(
  { object, isShipped }: Design,
  { objects }: Published,
  known: readonly { readonly name: string; readonly fields: readonly { readonly name: string }[] }[],
): ReadonlySet<string> {
  const shipped = isShipped ? (known.find(({ name }) => name === object.name)?.fields ?? []) : []
  return new Set([
    ...reservedFields,
    ...shipped.map(({ name }) => name),
    ...objects.map(({ name }) => name),
    ...known.map(({ name }) => name),
  ])
}
