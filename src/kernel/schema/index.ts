// The pure door of kernel/schema.
export * from './definition.ts'
export * from './schema.ts'
