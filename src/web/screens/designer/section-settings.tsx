// What a section of a form is called, how it is drawn, and when.

import { Checkbox, Segmented } from 'antd'
import type { Problem } from '#base/problem'
import type { LayoutSection } from '#kernel/schema'
import { isSaidByEditor } from './checking.ts'
import { useDesigning } from './designing-context.ts'
import { Faulty } from './faulty.tsx'
import { FormulaInput } from './formula-input.tsx'
import { LabelInputs } from './label-inputs.tsx'
import { useLayoutWords } from './layout-words.ts'
import { Row } from './row.tsx'

export function SectionSettings({
  section,
  problems,
  onChange,
  onDrop,
}: {
  readonly section: LayoutSection
  readonly problems: readonly Problem[]
  readonly onChange: (section: LayoutSection) => void
  readonly onDrop: () => void
}) {
  const words = useLayoutWords()
  const { design } = useDesigning()
  const id = `d-section-${section.name}`
  const { columns, tab = false, when = '' } = section
  const isNameless = problems.some(({ code }) => code === 'design.noLabel')
  // What the editor does not know: that no other record is asked here.
  const said = problems.filter((one) => one.code === 'formula.notHere' || !isSaidByEditor(one))
  return (
    <div className="properties">
      <div className="fields">
        <LabelInputs
          value={section.label}
          id={id}
          isInvalid={isNameless}
          isFirst
          onChange={(label) => onChange({ ...section, label })}
        />
        <Row label={words.columns}>
          <Segmented
            aria-label={words.columns}
            value={columns ?? 0}
            options={[
              { value: 0, label: words.auto },
              ...([1, 2, 3] as const).map((value) => ({ value, label: String(value) })),
            ]}
            onChange={(count) => onChange(withColumns(section, count))}
          />
        </Row>
        <Row label={words.look} hint={words.tabHint}>
          <div>
            <Checkbox
              checked={tab}
              onChange={({ target }) => {
                const { tab: _, ...rest } = section
                onChange(target.checked ? { ...rest, tab: true } : rest)
              }}
            >
              {words.tab}
            </Checkbox>
          </div>
        </Row>
        <Row label={words.when} isWide hint={words.whenHint}>
          <FormulaInput
            object={design.object.name}
            value={when}
            id={`${id}-when`}
            label={words.when}
            isInvalid={problems.length > 0 && !isNameless}
            expected="boolean"
            onChange={(text) => {
              const { when: _, ...rest } = section
              onChange(text === '' ? rest : { ...rest, when: text })
            }}
          />
        </Row>
      </div>
      <Faulty faults={said} />
      <div className="properties-foot">
        <span className="hush">{words.removeHint}</span>
        <button type="button" className="plain late" onClick={onDrop}>
          {words.remove}
        </button>
      </div>
    </div>
  )
}

/** Items are no wider than there are columns. */
function withColumns({ columns: _, ...section }: LayoutSection, count: number): LayoutSection {
  if (count === 0) return section
  const columns = count as 1 | 2 | 3
  const items = section.items.map(({ span, ...item }) => ({
    ...item,
    ...(span === undefined || count === 1 ? {} : { span: Math.min(span, count) as 1 | 2 | 3 }),
  }))
  return { ...section, columns, items }
}
