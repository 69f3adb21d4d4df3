// The pure door of kernel/records.
export * from './action.ts'
export * from './change.ts'
export { type Coerced, coerce, fitted } from './coerce.ts'
export { conditionsOf, type FieldConditions, isRequired, isShown } from './conditions.ts'
export { fieldAt, type Moment, type Source, source, typeOf, UnknownField } from './host.ts'
export {
  type AuthorisedAction,
  type CompiledField,
  type CompiledPosting,
  type CompiledRollup,
  compileRecords,
  type RecordModel,
} from './model.ts'
export * from './query.ts'
export * from './reaction.ts'
export * from './read-all.ts'
export { initialRollup } from './rollup.ts'
export * from './search.ts'
export type { SelectContext } from './select.ts'
