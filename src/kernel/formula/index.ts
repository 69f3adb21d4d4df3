// The pure door of kernel/formula.
export * from './contract.ts'
