// The formula language, fetched when a design has formulas in it: most fields need none.
import { useEffect, useState } from 'react'
import { type Field, hasConditions } from '#kernel/schema'
import type { Design } from './design.ts'

export type FormulaLanguage = Pick<
  typeof import('#kernel/formula'),
  'compileFormula' | 'printFormula' | 'kindOfField' | 'formulaReference' | 'partsOf' | 'placeAt'
>

let known: FormulaLanguage | null = null

export async function loadLanguage(): Promise<FormulaLanguage> {
  known = await import('#kernel/formula')
  return known
}

const isComputed = (field: Field): boolean =>
  field.type === 'formula' || field.type === 'rollup' || field.default !== undefined || hasConditions(field)

export const hasFormulas = ({ object, parts, policies }: Design): boolean =>
  policies.some(({ where }) => where !== undefined) ||
  (object.path?.stages ?? []).some(({ needs = [] }) => needs.some((need) => 'formula' in need)) ||
  (object.prints ?? []).length > 0 ||
  (object.layouts ?? []).some(({ sections }) => sections.some(({ when }) => when !== undefined)) ||
  [object, ...parts].some(({ fields, checks = [] }) => checks.length > 0 || fields.some(isComputed))

/** The language once it is there; null before that, and as long as nobody needs it. */
export function useFormulaLanguage(isNeeded: boolean): FormulaLanguage | null {
  const [language, setLanguage] = useState(known)
  useEffect(() => {
    if (isNeeded && language === null) void loadLanguage().then(setLanguage)
  }, [isNeeded, language])
  return language
}
