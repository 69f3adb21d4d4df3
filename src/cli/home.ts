// Where this installation keeps its data.
import { resolve } from 'node:path'

/** The data home: BATON_HOME, else `.baton` in the working folder. Absolute. */
export const dataHome = (environment: NodeJS.ProcessEnv = process.env): string =>
  resolve(environment.BATON_HOME || '.baton')
