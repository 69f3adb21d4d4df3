// The pure door of kernel/views.

export * from './exporting.ts'
export * from './fields-of-view.ts'
export * from './link.ts'
export * from './link-objects.ts'
export * from './objects.ts'
