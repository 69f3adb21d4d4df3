// The pure door of kernel/access.
export * from './actor.ts'
export * from './decide.ts'
export * from './model.ts'
export * from './narrow.ts'
export * from './policy.ts'
export * from './restrict.ts'
export * from './who.ts'
