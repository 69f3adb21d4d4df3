// The pure door of masterdata.
export { masterdata } from './module.ts'
export { regions } from './objects/regions.ts'
export { activePersonProblem } from './rules/active-person.ts'
export { companyKey } from './rules/company-key.ts'
export { elapsedMinutes } from './rules/elapsed-minutes.ts'
export { phoneKey } from './rules/phone-key.ts'
