// The pure door of modules/procurement.
export { procurement } from './module.ts'
export * from './rules/purchase-changes.ts'
