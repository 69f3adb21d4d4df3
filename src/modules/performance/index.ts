// The pure door of performance.
export { performance } from './module.ts'
