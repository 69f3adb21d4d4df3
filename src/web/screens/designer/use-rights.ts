// What is shipped for the object that is designed, in the reader's words.
import { useMemo } from 'react'
import { useShippedRights } from '../../data/field-users.ts'
import { useCatalog } from '../../data/metadata.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { useDesigning } from './designing-context.ts'
import { useFormulaLanguage } from './formula-language.ts'
import { respeltPolicies } from './formula-text.ts'
import type { Scope } from './rights.ts'

/** What is shipped for the object that is designed, formulas in the reader's labels; null until it is there. */
export function useRightsScope(): Scope | null {
  const { design, checked } = useDesigning()
  const { language: spelling } = useFormat()
  const { name } = design.object
  const shipped = useShippedRights(
    useMemo(() => (design.isShipped ? [name] : []), [design.isShipped, name]),
  ).get(name)
  const hasConditions = shipped?.some(({ policy }) => policy.where !== undefined) ?? false
  const language = useFormulaLanguage(hasConditions)
  const known = useCatalog().object(name)
  const { schema } = checked
  return useMemo(() => {
    if (shipped === undefined || known === undefined) return null
    const spelt =
      schema === null || language === null
        ? shipped
        : shipped.map((one) => ({
            ...one,
            policy: respeltPolicies([one.policy], name, { schema, language, spelling })[0] ?? one.policy,
          }))
    const own = known.fields.filter(({ layer }) => layer === 'system')
    return {
      object: name,
      shipped: spelt,
      fields: [...own, ...design.object.fields.filter(({ retired }) => retired !== true)],
      actions: known.actions.map((action) => action.name),
    }
  }, [shipped, known, schema, language, spelling, name, design.object.fields])
}
