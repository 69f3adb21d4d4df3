// The pure door of kernel/rules.
export * from './definition.ts'
