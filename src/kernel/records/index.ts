// The pure door of kernel/records.
export * from './action.ts'
export * from './change.ts'
export * from './query.ts'
export * from './reaction.ts'
export * from './read-all.ts'
export * from './search.ts'
