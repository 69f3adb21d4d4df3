// The pure door of kernel/metrics.
export * from './definition.ts'
export * from './measure.ts'
