// The PostgreSQL door of kernel/jobs.
export { jobs as jobsMigrations } from './migrations/index.ts'
export * from './notes.store.ts'
export * from './progress.store.ts'
export * from './queue.store.ts'
