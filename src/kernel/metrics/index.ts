// The pure door of kernel/metrics.
export * from './check.ts'
export * from './definition.ts'
export * from './measure.ts'
export * from './offer.ts'
export * from './tile.ts'
