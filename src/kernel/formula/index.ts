// The pure door of kernel/formula.

export { compileFormula } from './compile.ts'
export * from './contract.ts'
export { type FieldPlace, fieldsRead } from './fields-read.ts'
export type { Example, FunctionEntry, Parameter } from './function.ts'
export { functionTable } from './functions/index.ts'
export { kindOfField } from './kinds.ts'
export { parseFormula } from './parse.ts'
export { type Offer, type Place, partsOf, placeAt } from './place.ts'
export { printFormula, type Spelling } from './print.ts'
export { exampleEnvironment, type FunctionReference, formulaReference } from './reference.ts'
export { isMixed, type Tax, taxOfField } from './tax.ts'
