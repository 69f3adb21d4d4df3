// Parts of a record, where only one cell is there for them: how many there are. Forms draw them as a grid.
import { useTranslation } from 'react-i18next'
import type { LinesField } from '#kernel/schema'
import { Blank } from './blank.tsx'
import type { FieldView } from './field-view.ts'

export const linesView: FieldView<LinesField> = {
  width: 90,
  Show: ({ value }) => {
    const { t } = useTranslation()
    return Array.isArray(value) ? t('lines.count', { count: value.length }) : <Blank />
  },
  Edit: () => <Blank />,
}
