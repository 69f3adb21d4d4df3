// The pure door of kernel/records.
export * from './action.ts'
export * from './change.ts'
export { fieldAt, type Moment, type Source, source, typeOf, UnknownField } from './host.ts'
export { type AuthorisedAction, compileRecords, type RecordModel } from './model.ts'
export * from './query.ts'
export * from './reaction.ts'
export { initialRollup } from './rollup.ts'
export * from './search.ts'
