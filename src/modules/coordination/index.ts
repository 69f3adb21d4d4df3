// The pure door of modules/coordination.
export { dayPassed } from './daily.ts'
export { coordination } from './module.ts'
export * from './rules/promise.ts'
export * from './rules/supply-plan.ts'
