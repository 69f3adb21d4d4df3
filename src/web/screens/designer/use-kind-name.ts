// What a kind of field is called.
import { useTranslation } from 'react-i18next'
import { type TextFormat, textFormats } from '#kernel/schema'
import { useLabel } from '../../data/metadata.ts'
import type { kindOf } from './field-kinds.ts'

export function useKindName(): (kind: ReturnType<typeof kindOf>) => string {
  const { t } = useTranslation()
  const label = useLabel()
  return (kind) =>
    kind in textFormats ? label(textFormats[kind as TextFormat].label) : t(`admin.types.${kind}`)
}
