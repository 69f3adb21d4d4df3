// Yes or no.
import { Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import type { BooleanField } from '#kernel/schema'
import { helpedOnFocus } from '../ui/help.tsx'
import { Blank } from './blank.tsx'
import type { FieldView, ShowProps } from './field-view.ts'

export function ShowBoolean({ value }: Pick<ShowProps, 'value'>) {
  const { t } = useTranslation()
  return typeof value === 'boolean' ? t(value ? 'yes' : 'no') : <Blank />
}

export const booleanView: FieldView<BooleanField> = {
  width: 80,
  Show: ShowBoolean,
  Edit: (props) => (
    <Switch
      id={props.id}
      checked={props.value === true}
      autoFocus={props.autoFocus ?? false}
      onChange={(on) => props.onChange(on)}
      {...(props.label === undefined ? {} : { 'aria-label': props.label })}
      {...(props.describedBy === undefined ? {} : { 'aria-describedby': props.describedBy })}
      {...helpedOnFocus(props.help ?? '')}
    />
  ),
}
