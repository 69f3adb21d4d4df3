// The pure door of kernel/log.
export * from './event.ts'
