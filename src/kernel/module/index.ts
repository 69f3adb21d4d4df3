// The pure door of kernel/module.

export * from './engine.ts'
export * from './manifest.ts'
export { merged, restored } from './merge.ts'
export * from './metadata.ts'
export * from './platform.ts'
export * from './table-import.ts'
