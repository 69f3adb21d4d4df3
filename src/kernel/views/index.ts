// The pure door of kernel/views.
export * from './objects.ts'
