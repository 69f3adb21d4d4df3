// A statement as the driver sends it; what its answers look like is asked and worked out once for each connection.
import pg from 'pg'
import type { Statement } from './sql.ts'

/** What came of a statement; of several in one text, what came of each. */
export type Answer = { readonly rows: unknown[]; readonly rowCount: number | null; readonly command: string }

type Done = (error: Error | null, answer: Answer) => void

/** What the driver makes of a description: the columns, how each is read, and a row with nothing in it. */
type Shape = {
  readonly fields: unknown
  readonly _parsers: unknown
  readonly _prebuiltEmptyResultObject: unknown
}

/** The parts of the driver's query that are used here and that its types leave out (pg/lib/query.js, of the version in package.json). */
type DriverQuery = pg.Submittable & {
  name?: string
  _rowMode?: 'array'
  _result: Shape
  /** The same, until a second statement in one text is answered. */
  _results: Shape
  _accumulateRows: boolean
  prepare(connection: object): void
  handleRowDescription(message: object): void
}

const DriverQuery = pg.Query as unknown as new (
  text: string,
  values: readonly unknown[],
  done: Done,
) => DriverQuery
const DriverResult = pg.Result as unknown as new (rowMode: string) => Shape

/** What is known of a connection: the shapes of the statements it has answered by name, and itself, asking for no description. */
type Acquaintance = { readonly shapes: Map<string, Shape>; readonly undescribed: object }

const acquaintances = new WeakMap<object, Acquaintance>()

function acquaintance(connection: object): Acquaintance {
  const known = acquaintances.get(connection) ?? {
    shapes: new Map(),
    undescribed: Object.create(connection, { describe: { value: () => undefined } }),
  }
  acquaintances.set(connection, known)
  return known
}

/**
 * One statement on its way; `done` is told when it is over. PostgreSQL fails a prepared statement that would be answered with other
 * columns than before, so on one connection a name stands for one shape.
 */
export class Query extends DriverQuery {
  #shapes: Map<string, Shape> | undefined

  constructor({ text, values, name, rowMode }: Statement, done: Done) {
    super(text, values, done)
    if (name !== undefined) this.name = name
    if (rowMode === undefined) return
    this._rowMode = rowMode
    this._result = new DriverResult(rowMode)
    this._results = this._result
  }

  override prepare(connection: object): void {
    const { shapes, undescribed } = acquaintance(connection)
    const shape = this.name === undefined ? undefined : shapes.get(this.name)
    this.#shapes = shapes
    if (shape !== undefined) {
      Object.assign(this._result, shape)
      this._accumulateRows = true
    }
    super.prepare(shape === undefined ? connection : undescribed)
  }

  override handleRowDescription(message: object): void {
    super.handleRowDescription(message)
    if (this.name === undefined) return
    const { fields, _parsers, _prebuiltEmptyResultObject } = this._result
    this.#shapes?.set(this.name, { fields, _parsers, _prebuiltEmptyResultObject })
  }
}
