// The door of kernel/files to PostgreSQL and to the disk.
export * from './content.store.ts'
export * from './entry.store.ts'
export { files as filesMigrations } from './migrations/index.ts'
export * from './sweep.store.ts'
