// The pure door of kernel/workspace.
export * from './migration.ts'
export * from './workspace.ts'
