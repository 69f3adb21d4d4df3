// The PostgreSQL door of kernel/notify.
export { notify as notifyMigrations } from './migrations/index.ts'
export * from './webhook.store.ts'
