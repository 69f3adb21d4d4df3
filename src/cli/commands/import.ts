// `baton import`: files into a workspace by a mapping profile, with progress, a report of sums, and refused rows in files.
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type Problem, problem } from '#base/problem'
import { failed, type Result } from '#base/result'
import type { Actor } from '#kernel/access'
import type { OpenEngine } from '#kernel/module/store'
import { modules } from '#modules'
import { say as said, type Texts } from '#server/http/messages'
import { allTexts } from '#server/http/texts'
import { checkProfile } from '#server/import/check-profile'
import { dryTarget } from '#server/import/dry-target'
import { ImportFailure } from '#server/import/import-failure'
import type { Profile } from '#server/import/profile'
import { shippedProfiles } from '#server/import/profiles/index'
import { progressLine, reportLines } from '#server/import/report-lines'
import { type Progress, runImport } from '#server/import/run-import'
import { agrees } from '#server/import/tally'
import { engineTarget, TargetRefusal } from '#server/import/target'
import type { Command } from '../command.ts'
import { dataHome } from '../home.ts'
import { refused } from '../refused.ts'
import { withNode } from '../with-node.ts'

const usage =
  'baton import PROFILE FOLDER|FILE [--workspace demo] --as LOGIN [--dry-run] [--max-errors 10000]\n' +
  `PROFILE is one of ${Object.keys(shippedProfiles).join(', ')}, or the path of a JSON file that follows profile.schema.json.\n` +
  'LOGIN is the person for whom it is done; they have to be an administrator of the workspace.'

type Wish = {
  readonly profile: string
  readonly place: string
  readonly workspace: string
  readonly login: string
  readonly isDry: boolean
  readonly mostRefused: number
}

const texts = (): Texts => allTexts(modules.flatMap(({ messages }) => (messages ? [messages] : [])))

export const importCommand: Command = {
  async run(args) {
    const wish = wishIn(args)
    if (typeof wish === 'string') return refused(wish)
    const describe = describer('en')
    const profile = loadProfile(wish.profile)
    if (!profile.ok) return refused(profile.problems.map(describe).join('\n'))
    return withNode(async (node) => {
      const engine = await node.workspaces.engineOf(wish.workspace)
      if (engine === undefined) return refused(`There is no workspace ${wish.workspace}`)
      return await importInto(engine, wish, profile.value)
    })
  },
}

function wishIn(args: readonly string[]): Wish | string {
  const options = {
    workspace: { type: 'string', default: 'demo' },
    as: { type: 'string' },
    'dry-run': { type: 'boolean', default: false },
    'max-errors': { type: 'string', default: '10000' },
  } as const
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    const [profile, place, ...others] = positionals
    const mostRefused = Number(values['max-errors'])
    if (!profile || !place || others.length > 0 || !values.as || !Number.isInteger(mostRefused)) return usage
    const isDry = values['dry-run']
    return { profile, place, workspace: values.workspace, login: values.as, isDry, mostRefused }
  } catch (error) {
    return `${(error as Error).message}\n${usage}`
  }
}

function loadProfile(name: string): Result<Profile> {
  if (Object.hasOwn(shippedProfiles, name)) return checkProfile(shippedProfiles[name])
  try {
    return checkProfile(JSON.parse(readFileSync(name, 'utf8')))
  } catch {
    const known = Object.keys(shippedProfiles)
    return failed(problem('import.noProfile', [], { name, known }))
  }
}

const describer = (locale: Actor['locale']): ((problem: Problem) => string) => {
  const catalogue = texts()
  return (problem) => said(catalogue, locale, problem).message
}

/** Everything goes through the one write path as `installer`, who may set what was decided elsewhere, for the person. */
async function importInto(engine: OpenEngine, wish: Wish, profile: Profile): Promise<number> {
  const person = await personOf(engine, wish.login)
  if (person === undefined) return refused(`${wish.login} is no active person of ${wish.workspace}`)
  if (!person.roles.includes('admin')) return refused(`${wish.login} is no administrator`)
  const describe = describer(person.locale)
  const installer = engine.systemActor('installer')
  const reason = `import ${profile.name}`
  const stored = engineTarget(engine, installer, { source: 'import', onBehalfOf: person.id, reason })
  const request = {
    profile,
    place: wish.place,
    target: wish.isDry ? dryTarget(engine.schema(), stored) : stored,
    person: person.id,
    home: dataHome(),
    workspace: engine.workspace.namespace,
    describe,
    mostRefused: wish.mostRefused,
    isStoring: !wish.isDry,
    onProgress: progressPrinter(),
  }
  const startedAt = performance.now()
  try {
    const report = await runImport(request)
    const seconds = (performance.now() - startedAt) / 1000
    for (const line of reportLines(report, seconds)) console.log(line)
    return report.refused === 0 && report.steps.every(({ tally }) => agrees(tally)) ? 0 : 1
  } catch (error) {
    if (error instanceof ImportFailure) return refused(describe(error.problem))
    if (error instanceof TargetRefusal) return refused(error.problems.map(describe).join('\n'))
    throw error
  }
}

async function personOf(engine: OpenEngine, login: string): Promise<Actor | undefined> {
  const filter = { field: 'login', is: 'eq', value: login } as const
  const query = { object: 'identity.person', fields: ['id'], filter }
  const page = await engine.read(engine.systemActor('installer'), query)
  const id = page.ok ? page.value.rows[0]?.id : undefined
  return typeof id === 'string' ? engine.actor(id) : undefined
}

/** A line a second at most. */
function progressPrinter(): (progress: Progress) => void {
  const startedAt = performance.now()
  let printedAt = startedAt
  return (progress) => {
    const now = performance.now()
    if (now - printedAt < 1000) return
    printedAt = now
    console.log(progressLine(progress, (now - startedAt) / 1000))
  }
}
