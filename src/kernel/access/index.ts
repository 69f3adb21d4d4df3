// The pure door of kernel/access.

export * from './actor.ts'
export * from './policy.ts'
