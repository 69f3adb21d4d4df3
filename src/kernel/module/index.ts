// The pure door of kernel/module.
export * from './manifest.ts'
