// The pure door of kernel/identity.
export * from './delegation.ts'
export * from './directory.ts'
export * from './limits.ts'
export * from './login.ts'
export * from './objects.ts'
export * from './session.ts'
export * from './token.ts'
