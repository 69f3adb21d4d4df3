// A statement as the driver sends it; what its answers look like is worked out once, not with each of them.
import pg from 'pg'
import type { Statement } from './sql.ts'

/** What came of a statement; of several in one text, what came of each. */
export type Answer = { readonly rows: unknown[]; readonly rowCount: number | null; readonly command: string }

type Done = (error: Error | null, answer: Answer) => void

type Column = { readonly name: string; readonly dataTypeID: number; readonly format: string }
type Description = { readonly fields: readonly Column[] }

/** What the driver makes of a description: its columns, how each is read, and a row with nothing in it. */
type Shape = Description & { readonly _parsers: unknown; readonly _prebuiltEmptyResultObject: unknown }

/** The parts of the driver's query that are used here and that its types leave out (pg/lib/query.js, of the version in package.json). */
type DriverQuery = pg.Submittable & {
  name?: string
  _rowMode?: 'array'
  _result: Shape
  /** The same, until a second statement in one text is answered. */
  _results: Shape
  _accumulateRows: boolean
  handleRowDescription(message: Description): void
}

const DriverQuery = pg.Query as unknown as new (
  text: string,
  values: readonly unknown[],
  done: Done,
) => DriverQuery
const DriverResult = pg.Result as unknown as new (rowMode: string) => Shape

/** Shapes by the names of statements, a bounded number of them. */
const shapes = new Map<string, Shape>()
const mostShapes = 2000

/** One statement on its way; `done` is told when it is over. Statements that share a name look alike, unless a column changed its type. */
export class Query extends DriverQuery {
  constructor({ text, values, name, rowMode }: Statement, done: Done) {
    super(text, values, done)
    if (name !== undefined) this.name = name
    if (rowMode === undefined) return
    this._rowMode = rowMode
    this._results = this._result = new DriverResult(rowMode)
  }

  override handleRowDescription(message: Description): void {
    const key = this.name === undefined ? undefined : `${this._rowMode ?? ''} ${this.name}`
    const known = key === undefined ? undefined : shapes.get(key)
    if (known && describes(message, known)) {
      const { fields, _parsers, _prebuiltEmptyResultObject } = known
      Object.assign(this._result, { fields, _parsers, _prebuiltEmptyResultObject })
      this._accumulateRows = true
      return
    }
    super.handleRowDescription(message)
    if (key === undefined) return
    if (shapes.size >= mostShapes) shapes.clear()
    const { fields, _parsers, _prebuiltEmptyResultObject } = this._result
    shapes.set(key, { fields, _parsers, _prebuiltEmptyResultObject })
  }
}

function describes({ fields }: Description, known: Shape): boolean {
  if (fields.length !== known.fields.length) return false
  for (let at = 0; at < fields.length; at++) {
    const [one, other] = [fields[at], known.fields[at]]
    if (one?.name !== other?.name || one?.dataTypeID !== other?.dataTypeID || one?.format !== other?.format)
      return false
  }
  return true
}
