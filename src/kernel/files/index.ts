// The pure door of kernel/files.
export * from './download.ts'
export * from './file.ts'
