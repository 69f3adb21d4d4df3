// The pure door of sales.
export { sales } from './module.ts'
