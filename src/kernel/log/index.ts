// The pure door of kernel/log.
export * from './canonical.ts'
export * from './event.ts'
export * from './order.ts'
export * from './question.ts'
