// The pure door of kernel/notify.
export * from './audience.ts'
export * from './directory.ts'
export * from './mention.ts'
export * from './message.ts'
export * from './objects.ts'
