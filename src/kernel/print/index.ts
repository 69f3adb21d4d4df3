// The pure door of kernel/print.
export * from './compile.ts'
export * from './document.ts'
export * from './objects.ts'
export * from './respell.ts'
export { said } from './said.ts'
export * from './sample.ts'
export * from './weave.ts'
