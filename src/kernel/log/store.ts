// The PostgreSQL door of kernel/log.

export * from './append.store.ts'
export { log as logMigrations } from './migrations/index.ts'
export * from './read.store.ts'
export * from './seal.store.ts'
export * from './sealer.store.ts'
export {
  type Entered,
  enteredBy,
  enteredByField,
  type FieldChanges,
  fieldChanges,
  personDays,
} from './usage.store.ts'
export * from './verify.store.ts'
