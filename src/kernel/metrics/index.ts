// The pure door of kernel/metrics.
export * from './definition.ts'
