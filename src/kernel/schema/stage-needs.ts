// What entering a stage takes, as people say it, and the formulas and sentences that it comes to. Pure.
import type { Check, Field, Label } from './definition.ts'
import type { ResolvedField } from './schema.ts'
import type { ResolvedPath, StagePath } from './stage-path.ts'

/** A sentence that must be true of the record, as a formula. */
export type FormulaNeed = Omit<Check, 'name'>

export type StageNeed =
  | FormulaNeed
  /** Each of these fields: filled in, a file laid down, a yes said. */
  | { readonly filled: readonly string[] }
  /** At least so many, one when absent, of the records that a roll-up of this name counts. */
  | { readonly counted: string; readonly least?: number }

type Fields = ReadonlyMap<string, ResolvedField>

/** The path with every need as a formula that says in words what is missing; a field that is not there is named as it was. */
export const resolvedPath = ({ stages, ...path }: StagePath, fields: Fields): ResolvedPath => ({
  ...path,
  stages: stages.map(({ needs, ...stage }) => ({
    ...stage,
    ...(needs === undefined ? {} : { needs: needs.flatMap((need) => formulaNeeds(need, fields)) }),
  })),
})

/** What a need comes to: one formula for each thing that may be missing. */
export function formulaNeeds(need: StageNeed, fields: Fields): readonly FormulaNeed[] {
  if ('filled' in need) return need.filled.map((name) => filledNeed(name, fields.get(name)))
  if ('counted' in need) return [countedNeed(need.counted, need.least ?? 1, fields.get(need.counted))]
  return [need]
}

function filledNeed(name: string, field: Field | undefined): FormulaNeed {
  const [chinese, english, isThere] = filling(field)
  return { field: name, formula: isThere(name), message: said(field, name, chinese, english) }
}

/** How a field is asked for, and the formula that is true once it is there. */
function filling(field: Field | undefined): readonly [string, string, (name: string) => string] {
  if (field?.type === 'boolean') return ['请确认', 'Confirm', (name) => `COALESCE(${name}, FALSE)`]
  const isThere = (name: string): string => `NOT(ISBLANK(${name}))`
  return field?.type === 'file' ? ['请上传', 'Upload', isThere] : ['请填写', 'Fill in', isThere]
}

const countedNeed = (name: string, least: number, field: Field | undefined): FormulaNeed => ({
  field: name,
  formula: `COALESCE(${name}, 0) >= ${least}`,
  message: {
    'zh-CN': `“${field?.label['zh-CN'] ?? name}”至少为 ${least}`,
    en: `“${field?.label.en ?? name}” is at least ${least}`,
  },
})

const said = (field: Field | undefined, name: string, chinese: string, english: string): Label => ({
  'zh-CN': `${chinese}“${field?.label['zh-CN'] ?? name}”`,
  en: `${english} “${field?.label.en ?? name}”`,
})
