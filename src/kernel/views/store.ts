// The door of kernel/views to PostgreSQL.
export { findLink, followLink } from './link.store.ts'
export { views as viewsMigrations } from './migrations/index.ts'
