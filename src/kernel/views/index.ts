// The pure door of kernel/views.
export * from './fields-of-view.ts'
export * from './objects.ts'
