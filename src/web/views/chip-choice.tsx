// One of some possibilities behind a chip that says which is chosen.
import { Dropdown } from 'antd'

export type Possibility<K extends string> = { readonly key: K; readonly label: string }

/** An empty key stands for none, in the menu and in what is told. */
export function ChipChoice<K extends string>({
  label,
  value,
  options,
  onChange,
}: {
  readonly label: string
  readonly value: K
  readonly options: readonly Possibility<K>[]
  readonly onChange: (key: K) => void
}) {
  const none = '$none'
  const chosen = options.find(({ key }) => key === value && key !== '')
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        selectedKeys: [value || none],
        items: options.map(({ key, label: text }) => ({ key: key || none, label: text })),
        onClick: ({ key }) => {
          const option = options.find((one) => (one.key || none) === key)
          if (option !== undefined) onChange(option.key)
        },
        style: { maxHeight: 320, overflowY: 'auto' },
      }}
    >
      <button type="button" className="plain chip" data-on={chosen !== undefined} aria-haspopup="menu">
        {label}
        {chosen === undefined ? null : <strong>{chosen.label}</strong>}
      </button>
    </Dropdown>
  )
}
