// The judgement of a record's own sentences; what understands them is fetched where an object has any.
import { useMemo } from 'react'
import type { ObjectMetadata } from '#kernel/module'
import { hasConditions, isConditional, type Row } from '#kernel/schema'
import { useCatalog } from '../data/metadata.ts'
import type { Judgement } from './judging.ts'
import { useLanguage, useMoment } from './use-language.ts'

/** As long as nothing can be judged: of what depends on a condition only what is filled in is drawn, nothing stands in the way. */
export const unjudged = ({ fields }: ObjectMetadata, stored: Row | null): Judgement => ({
  isShown: (name) =>
    !fields.some((field) => field.name === name && isConditional(field)) || (stored?.[name] ?? null) !== null,
  isRequired: ({ required }) => required === true,
  isFixed: () => false,
  failing: [],
})

export const isJudged = ({ fields, checks = [] }: ObjectMetadata): boolean =>
  fields.some(hasConditions) || checks.length > 0

export const nothingFound: ReadonlyMap<string, Row> = new Map()

/** Of a record as it stands. */
export function useJudgement(object: ObjectMetadata, row: Row): Judgement {
  const { objects } = useCatalog().metadata
  const moment = useMoment()
  const language = useLanguage(isJudged(object))
  return useMemo(() => {
    if (language === null) return unjudged(object, row)
    const around = { moment, found: nothingFound }
    const judging = language.judgingOf(objects, object)
    return language.judge(judging, { row, unknown: new Set() }, row, around)
  }, [language, objects, object, row, moment])
}
