// A choice out of a list whose open list has a name too: the library names its input alone.
import { Select, type SelectProps } from 'antd'
import type { ReactElement } from 'react'

export function Choice<T>({
  listLabel,
  ...props
}: SelectProps<T> & {
  /** What is chosen here, for those who hear the page. */
  readonly listLabel: string
}) {
  const named = (menu: ReactElement): ReactElement => (
    <div
      ref={(frame) => {
        for (const list of frame?.querySelectorAll('[role="listbox"]') ?? [])
          list.setAttribute('aria-label', listLabel)
      }}
    >
      {menu}
    </div>
  )
  return <Select<T> {...props} className="wide" popupRender={named} />
}
