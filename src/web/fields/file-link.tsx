// An attached file by its name.
import { useTranslation } from 'react-i18next'
import { FileAnchor } from './file-anchor.tsx'

export const names = new Map<string, string>()

export function FileLink({ id, among = [id] }: { readonly id: string; readonly among?: readonly string[] }) {
  const { t } = useTranslation()
  return (
    <FileAnchor id={id} files={among.map((one) => ({ id: one, name: names.get(one) ?? '' }))}>
      {names.get(id) ?? t('file.open')}
    </FileAnchor>
  )
}
