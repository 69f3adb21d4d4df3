// `baton config`: what a workspace was made of by its own people, as a folder of text, and back again.
import { parseArgs } from 'node:util'
import type { Problem } from '#base/problem'
import type { Actor } from '#kernel/access'
import type { OpenEngine } from '#kernel/module/store'
import { modules } from '#modules'
import { fileDifferences, readFolder, writeFolder } from '#server/configuration/disk'
import { configurationOf, filesWithIds, folderOf } from '#server/configuration/folder'
import { say as said } from '#server/http/messages'
import { allTexts } from '#server/http/texts'
import type { Command } from '../command.ts'
import { refused } from '../refused.ts'
import { withNode } from '../with-node.ts'

const usage =
  'baton config export FOLDER [--workspace demo]\n' +
  'baton config import FOLDER [--workspace demo] --as LOGIN [--try] [--add]\n' +
  'Objects, fields, rights and numbers that were made at run time, as JSON to be compared and kept in git.\n' +
  'What the folder does not name is retired, its values kept; with --add it stays as it is. --try only says what would become of it.\n' +
  'LOGIN is the person for whom it is done; they have to be an administrator of the workspace.'

type Wish = {
  readonly what: 'export' | 'import'
  readonly folder: string
  readonly workspace: string
  readonly login: string | undefined
  readonly isTrial: boolean
  readonly way: 'whole' | 'added'
}

export const config: Command = {
  async run(args) {
    const wish = wishIn(args)
    if (typeof wish === 'string') return refused(wish)
    return withNode(async (node) => {
      const engine = await node.workspaces.engineOf(wish.workspace)
      if (engine === undefined) return refused(`There is no workspace ${wish.workspace}`)
      return wish.what === 'export' ? await exportTo(engine, wish) : await importFrom(engine, wish)
    })
  },
}

function wishIn(args: readonly string[]): Wish | string {
  const options = {
    workspace: { type: 'string', default: 'demo' },
    as: { type: 'string' },
    try: { type: 'boolean', default: false },
    add: { type: 'boolean', default: false },
  } as const
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    const [what, folder, ...others] = positionals
    if ((what !== 'export' && what !== 'import') || !folder || others.length > 0) return usage
    if (what === 'import' && !values.as) return usage
    const { workspace, as: login, try: isTrial, add } = values
    return { what, folder, workspace, login, isTrial, way: add ? 'added' : 'whole' }
  } catch (error) {
    return `${(error as Error).message}\n${usage}`
  }
}

const told = (problems: readonly Problem[]): number => {
  const texts = allTexts(modules.flatMap(({ messages }) => (messages ? [messages] : [])))
  return refused(problems.map((problem) => said(texts, 'en', problem).message).join('\n'))
}

async function exportTo(engine: OpenEngine, { folder }: Wish): Promise<number> {
  const known = await engine.configuration(engine.systemActor('installer'))
  if (!known.ok) return told(known.problems)
  const files = folderOf(known.value)
  const written = await writeFolder(folder, files)
  if (!written.ok) return told(written.problems)
  for (const path of filesWithIds(files))
    console.error(`${path} holds the id of a record, which another workspace does not know`)
  console.log(`${Object.keys(files).length} files, version ${known.value.version}`)
  return 0
}

async function importFrom(engine: OpenEngine, { folder, login, isTrial, way }: Wish): Promise<number> {
  const person = await personOf(engine, login ?? '')
  if (person === undefined) return refused(`${login} is no active person of the workspace`)
  const files = await readFolder(folder)
  if (!files.ok) return told(files.problems)
  const content = configurationOf(files.value)
  if (!content.ok) return told(content.problems)
  const before = await engine.configuration(person)
  if (!before.ok) return told(before.problems)
  const { version } = before.value
  const done = await engine.configure(person, { content: content.value, way, isTrial, version })
  if (!done.ok) return told(done.problems)
  const lines = fileDifferences(folderOf(before.value), folderOf(content.value))
  for (const line of lines) console.log(line)
  if (lines.length === 0) console.log('nothing differs')
  console.log(isTrial ? 'This would hold; nothing was published.' : `version ${done.value.version}`)
  return 0
}

async function personOf(engine: OpenEngine, login: string): Promise<Actor | undefined> {
  const { people } = await engine.directory()
  const found = [...people.values()].find((person) => person.login === login)
  return found === undefined ? undefined : engine.actor(found.id)
}
