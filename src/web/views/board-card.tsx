// A record as a small card: its name, a few of its values, who holds it and how the clock stands; late ones are marked.
import { Link } from '@tanstack/react-router'
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import type { Row } from '#kernel/schema'
import { useCatalog } from '../data/metadata.ts'
import { cardFields, isLate } from './card-fields.ts'
import { TaskClockText } from './clock-text.tsx'
import { Fact } from './fact.tsx'

export function BoardCard({
  object,
  field,
  row,
  tasks,
}: {
  readonly object: ObjectMetadata
  readonly field: FieldMetadata
  readonly row: Row
  /** Open hand-overs of the record. */
  readonly tasks: readonly Row[]
}) {
  const to = useCatalog().mainLine(object.name) ? '/room/$object/$id' : '/o/$object/$id'
  const late = isLate(object, row)
  const [task] = tasks
  return (
    <Link
      to={to}
      params={{ object: object.name, id: String(row.id) }}
      className="board-card"
      draggable={false}
      data-late={late}
    >
      <b className="cut">{String(row[object.title] ?? '')}</b>
      <span className="facts">
        {cardFields(object, field)
          .filter(({ name }) => (row[name] ?? null) !== null)
          .map((one) => (
            <small
              key={one.name}
              className={`cut ${late && one.name === object.room?.promised ? 'late' : ''}`}
            >
              <Fact field={one} row={row} />
            </small>
          ))}
        {task === undefined ? null : (
          <small>
            <TaskClockText task={task} />
          </small>
        )}
      </span>
    </Link>
  )
}
