// The pure door of finance.
export { finance } from './module.ts'
