// The pure door of kernel/module.

export { isConvertible } from './conversion.ts'
export * from './engine.ts'
export * from './exported.ts'
export type { FieldUse, UseEffect, UseKind } from './field-use.ts'
export * from './manifest.ts'
export { merged, restored } from './merge.ts'
export * from './metadata.ts'
export * from './platform.ts'
export * from './table-import.ts'
