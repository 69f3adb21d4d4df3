// The pure door of sales.
export { sales } from './module.ts'
export * from './rules/typed-lines.ts'
