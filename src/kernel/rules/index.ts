// The pure door of kernel/rules.
export * from './compile.ts'
export * from './conditions.ts'
export * from './definition.ts'
export * from './objects.ts'
export * from './react.ts'
export { batchSize, followLog, foresee, maxDepth, type Ruleset, type RunnerPorts, runId } from './runner.ts'
export * from './timed.ts'
