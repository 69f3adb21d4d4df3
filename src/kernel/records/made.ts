// A record that was made elsewhere before: who made it and when is what the write says, and the log says who said so. Pure.
import { isUuid } from '#base/ids'
import { type Problem, problem } from '#base/problem'
import { target } from '#kernel/schema'
import type { Order } from './apply.ts'
import { isRestored, type Made } from './change.ts'
import { datetime } from './coerce.ts'
import { type Needs, want } from './needs.ts'
import { allEntries, type Entry, entryOf, rowOf, type Wish, type Work } from './work.ts'

const people = 'identity.person'

/** Earlier times are slips, such as what a spreadsheet makes of an empty cell. */
const earliest = Date.parse('1970-01-01T00:00:00Z')

/** Puts it onto a new record. Problems: records.madeHere for what nobody brings from elsewhere, records.noMaker, records.madeWhen. */
export function takeMade(work: Work, { index, authority }: Order, entry: Entry, { by, at }: Made): void {
  if (entry.row === null) return
  if (entry.object.kind !== 'record') {
    work.problems.push(problem('records.madeHere', [index, 'createdBy'], { object: entry.object.name }))
    return
  }
  const instant = at === undefined ? work.moment.now : instantOf(at, work.moment.now)
  if (instant === null) work.problems.push(problem('records.madeWhen', [index, 'createdAt']))
  else if (by !== undefined && !isUuid(by)) work.problems.push(noMaker(index))
  else {
    Object.assign(entry.row, { createdAt: instant, createdBy: by ?? work.actor.id })
    entry.made = true
    entry.wishes.push({ kind: 'asOf', authority, fields: [], index })
  }
}

/** The instant as it is stored; null for none, for one that is still to come, and for one before there were any. */
function instantOf(at: unknown, now: string): string | null {
  const read = datetime(at)
  if (!('value' in read)) return null
  const ms = Date.parse(String(read.value))
  return ms >= earliest && ms <= Date.parse(now) ? String(read.value) : null
}

/** What is made as a part of such a record was made with it, unless it says otherwise; also what is a part of that part. */
export function passOn(work: Work): void {
  const entries = [...allEntries(work)]
  if (!entries.some(({ made }) => made)) return
  const parts = entries.filter(isNewPart)
  for (let more = true; more; )
    more = parts.filter((part) => !part.made && takeFrom(part, ownerOf(work, part))).length > 0
}

const isNewPart = ({ object, before, row, action }: Entry): boolean =>
  object.ownerField !== null &&
  object.kind === 'record' &&
  before === null &&
  row !== null &&
  !isRestored({ action })

function ownerOf(work: Work, { object: { ownerField }, row }: Entry): Entry | undefined {
  const name = ownerField && target(ownerField)
  const id = row?.[ownerField?.name ?? '']
  return name && typeof id === 'string' ? entryOf(work, name, id) : undefined
}

function takeFrom(part: Entry, owner: Entry | undefined): boolean {
  if (!owner?.made || !owner.row || !part.row) return false
  const { createdAt, createdBy } = owner.row
  Object.assign(part.row, { createdAt, createdBy })
  part.made = true
  return true
}

/** Asks for the person who is said to have made it. */
export function haveMaker(work: Work, { made, row }: Entry, needs: Needs): void {
  const id = made && row !== null ? row.createdBy : undefined
  if (typeof id === 'string' && id !== work.actor.id && rowOf(work, people, id) === undefined)
    want(needs.look, people, id)
}

/** Problem: records.noMaker, where it is nobody of the workspace; whoever is no longer active made things, too. */
export function unknownMaker(work: Work, { row }: Entry, { index }: Wish): readonly Problem[] {
  const id = String(row?.createdBy)
  return id === work.actor.id || rowOf(work, people, id) ? [] : [noMaker(index)]
}

const noMaker = (index: string): Problem => problem('records.noMaker', [index, 'createdBy'])
