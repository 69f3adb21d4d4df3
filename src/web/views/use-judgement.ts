// The judgement of a record's own sentences at every keystroke; what understands them is fetched where an object has any.
import { useEffect, useMemo, useState } from 'react'
import type { ObjectMetadata } from '#kernel/module'
import { hasConditions, isConditional, type Row } from '#kernel/schema'
import { useMe } from '../data/session.ts'
import { useFormat } from '../ui/format-context.tsx'
import type { Judgement } from './judging.ts'

type Language = typeof import('./judging.ts')

let fetched: Language | null = null

/** As long as nothing can be judged: of what depends on a condition only what is filled in is drawn, nothing stands in the way. */
const unjudged = ({ fields }: ObjectMetadata, stored: Row | null): Judgement => ({
  isShown: (name) =>
    !fields.some((field) => field.name === name && isConditional(field)) || (stored?.[name] ?? null) !== null,
  isRequired: ({ required }) => required === true,
  isFixed: () => false,
  failing: [],
})

/** `stored` is the record as it stands, null for a new one. */
export function useJudgement(object: ObjectMetadata, shown: Row, stored: Row | null): Judgement {
  const me = useMe()
  const { now, zone } = useFormat()
  const [language, setLanguage] = useState(fetched)
  const isNeeded = object.fields.some(hasConditions) || (object.checks ?? []).length > 0
  useEffect(() => {
    if (!isNeeded || language !== null) return
    void import('./judging.ts').then((arrived) => {
      fetched = arrived
      setLanguage(arrived)
    })
  }, [isNeeded, language])
  return useMemo(() => {
    if (!isNeeded || language === null) return unjudged(object, stored)
    const { id, department, roles } = me
    const actor = { id, department, roles, departments: [], headed: [] }
    return language.judge(language.judgingOf(object), shown, stored, { me: actor, now, zone })
  }, [isNeeded, language, object, shown, stored, me, now, zone])
}
