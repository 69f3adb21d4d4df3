// The pure door of service.
export { service } from './module.ts'
