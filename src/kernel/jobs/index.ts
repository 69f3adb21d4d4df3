// The pure door of kernel/jobs.
export * from './job.ts'
export * from './progress.ts'
