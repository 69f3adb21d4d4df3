// The PostgreSQL door of kernel/workspace.
export * from './directory.store.ts'
export * from './export.store.ts'
export * from './migrate.store.ts'
export * from './roles.store.ts'
