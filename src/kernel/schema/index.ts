// The pure door of kernel/schema.
export * from './columns.ts'
export * from './definition.ts'
export * from './layout.ts'
export * from './names.ts'
export * from './overview.ts'
export * from './quarantine.ts'
export * from './resolve.ts'
export * from './schema.ts'
