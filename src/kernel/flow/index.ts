// The pure door of kernel/flow.
export * from './definition.ts'
