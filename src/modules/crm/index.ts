// The pure door of crm.
export { crm } from './module.ts'
