// A role, chosen by what the workspace calls it.
import type { TextField } from '#kernel/schema'
import { useCatalog, useLabel } from '../data/metadata.ts'
import { Choice } from './choice.tsx'
import { type EditProps, inputProps, textOf } from './field-view.ts'

export default function RoleEdit(props: EditProps<TextField>) {
  const label = useLabel()
  const { roles } = useCatalog().metadata
  const name = textOf(props.value)
  return (
    <Choice<string>
      {...inputProps(props)}
      listLabel={label(props.field.label)}
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={false}
      value={name === '' ? null : name}
      options={roles.map((role) => ({ value: role.name, label: label(role.label) }))}
      onChange={(chosen: string | undefined) => props.onChange(chosen ?? null)}
    />
  )
}
