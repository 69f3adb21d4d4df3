// The pure door of crm.
export { activityOf, contactInput } from './actions/contact-input.ts'
export { crm } from './module.ts'
