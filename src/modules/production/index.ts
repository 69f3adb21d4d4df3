// The pure door of modules/production.
export { production } from './module.ts'
export * from './reading/read-recipes.ts'
export * from './rules/work-order-changes.ts'
