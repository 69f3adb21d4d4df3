// The fields that a sheet may show of a record: its own, and those one reference away, spelt as formulas spell them.
import { useMemo } from 'react'
import { type ResolvedField, target } from '#kernel/schema'
import { useLabel } from '../../data/metadata.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { useDesigning } from './designing-context.ts'
import { respelt } from './formula-text.ts'

export type PrintField = { readonly value: string; readonly label: string }

/** What may stand in words, as a value of its own, and in a block of pictures. */
type PrintPlace = 'words' | 'value' | 'picture'

const isFor: Readonly<Record<PrintPlace, (field: ResolvedField) => boolean>> = {
  words: ({ type }) => type !== 'lines' && type !== 'json' && type !== 'file',
  value: ({ type }) => type !== 'lines' && type !== 'json',
  picture: ({ type }) => type === 'file',
}

export function usePrintFields(name: string, place: PrintPlace): readonly PrintField[] {
  const { checked, language } = useDesigning()
  const { language: spelling } = useFormat()
  const say = useLabel()
  const { schema } = checked
  return useMemo(() => {
    const object = schema?.object(name)
    if (schema === null || language === null || object === undefined) return []
    const spelt = (path: string): string => respelt(path, name, { schema, language, spelling })
    const isOffered = (field: ResolvedField): boolean => isFor[place](field) && field.hidden !== true
    return object.fields
      .filter(({ hidden }) => hidden !== true)
      .flatMap((field): readonly PrintField[] => {
        const further = (schema.object(target(field) ?? '')?.fields ?? []).filter(isOffered)
        return [
          ...(isOffered(field) ? [{ value: spelt(field.name), label: say(field.label) || field.name }] : []),
          ...(field.type === 'reference' ? further : []).map((one) => ({
            value: spelt(`${field.name}.${one.name}`),
            label: `${say(field.label)} · ${say(one.label)}`,
          })),
        ]
      })
  }, [schema, name, place, language, spelling, say])
}
