// Whether a profile follows its published schema.
import { Compile } from 'typebox/schema'
import { type Problem, problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import schema from './profile.schema.json' with { type: 'json' }
import type { Profile } from './profile.ts'

const validator = Compile(schema as never)

/** Problems: import.badProfile { at, message }, the ten deepest first, since a choice among forms is told by every form. */
export function checkProfile(source: unknown): Result<Profile> {
  if (validator.Check(source)) return ok(source as Profile)
  const [, errors] = validator.Errors(source)
  const depth = (path: string): number => path.split('/').length
  const deepest = [...errors].sort((left, right) => depth(right.instancePath) - depth(left.instancePath))
  return failed(...deepest.slice(0, 10).map(asProblem))
}

const asProblem = ({ instancePath, message }: { instancePath: string; message: string }): Problem =>
  problem('import.badProfile', [], { at: instancePath || '/', message })
