// The fields that a sheet may show of a record: its own, and those one reference away, spelt as formulas spell them.
import { useMemo } from 'react'
import { target } from '#kernel/schema'
import { useLabel } from '../../data/metadata.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { useDesigning } from './designing-context.ts'
import { respelt } from './formula-text.ts'

export type PrintField = { readonly value: string; readonly label: string }

const unprinted = new Set(['lines', 'file', 'json'])

export function usePrintFields(name: string): readonly PrintField[] {
  const { checked, language } = useDesigning()
  const { language: spelling } = useFormat()
  const say = useLabel()
  const { schema } = checked
  return useMemo(() => {
    const object = schema?.object(name)
    if (schema === null || language === null || object === undefined) return []
    const spelt = (path: string): string => respelt(path, name, { schema, language, spelling })
    return object.fields
      .filter(({ type, hidden }) => !unprinted.has(type) && hidden !== true)
      .flatMap((field): readonly PrintField[] => {
        const to = schema.object(target(field) ?? '')
        const further = (to?.fields ?? []).filter(
          ({ type, hidden }) => !unprinted.has(type) && hidden !== true,
        )
        return [
          { value: spelt(field.name), label: say(field.label) || field.name },
          ...(field.type === 'reference' ? further : []).map((one) => ({
            value: spelt(`${field.name}.${one.name}`),
            label: `${say(field.label)} · ${say(one.label)}`,
          })),
        ]
      })
  }, [schema, name, language, spelling, say])
}
