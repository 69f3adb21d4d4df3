// Makes a template's company out of an empty workspace in one action: modules on, configuration added, records to begin with.
import { derivedId } from '#base/derived-id'
import { problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import type { Actor, Origin } from '#kernel/access'
import type { Engine } from '#kernel/module'
import type { Change } from '#kernel/records'
import type { Label, Value } from '#kernel/schema'
import { configurationOf } from '../configuration/folder.ts'
import { type StartingRecord, type Template, templates } from './index.ts'

export type OfferedTemplate = {
  readonly name: string
  readonly label: Label
  readonly note: Label
  readonly modules: readonly Label[]
  /** Whether nobody works here yet. */
  readonly isFitting: boolean
}

/** For administrators alone. Problem: access.denied. */
export async function offeredTemplates(
  engine: Engine,
  actor: Actor,
): Promise<Result<readonly OfferedTemplate[]>> {
  const known = await engine.modules(actor)
  if (!known.ok) return known
  const labels = new Map(known.value.modules.map(({ name, label }) => [name, label]))
  return ok(
    await Promise.all(
      templates.map(async ({ name, label, note, modules, empty }) => ({
        ...{ name, label, note },
        modules: modules.flatMap((one) => labels.get(one) ?? []),
        isFitting: await isEmpty(engine, empty),
      })),
    ),
  )
}

/** Asked of the whole workspace, whoever may see what of it; objects of modules that are off count, too. */
async function isEmpty(engine: Engine, objects: readonly string[]): Promise<boolean> {
  const installer = engine.systemActor('installer')
  const pages = await Promise.all(
    objects.map((object) => engine.read(installer, { object, fields: ['id'], limit: 1 })),
  )
  return pages.every((page) => page.ok && page.value.rows.length === 0)
}

/**
 * All that it brings is edited afterwards like anything that people made themselves; done twice, it adds only what is missing. Answers how
 * many records were made. Problems: template.unknown, template.notEmpty, and those of configure and write.
 */
export async function installTemplate(
  engine: Engine,
  actor: Actor,
  origin: Origin,
  name: string,
): Promise<Result<{ readonly records: number }>> {
  const known = await engine.modules(actor)
  if (!known.ok) return known
  const template = templates.find((one) => one.name === name)
  if (!template) return failed(problem('template.unknown', [], { name: name.slice(0, 60) }))
  if (!(await isEmpty(engine, template.empty))) return failed(problem('template.notEmpty', []))
  const configured = await configure(engine, actor, template)
  if (!configured.ok) return configured
  const changes = await startingChanges(engine, template)
  const written = changes.length === 0 ? ok(null) : await engine.write(actor, origin, changes)
  return written.ok ? ok({ records: changes.length }) : written
}

/** Nothing is published where all stands already. */
async function configure(
  engine: Engine,
  actor: Actor,
  { files, modules }: Template,
): Promise<Result<unknown>> {
  const [content, now] = [configurationOf(files), await engine.configuration(actor)]
  if (!content.ok) return content
  if (!now.ok) return now
  const { off = [], version } = now.value
  const stays = off.filter((one) => !modules.includes(one))
  const { objects, extensions, policies, metrics, tiles } = content.value
  const isSame = [objects, extensions, policies, metrics, tiles].every((list) => list.length === 0)
  if (isSame && stays.length === off.length) return ok(null)
  return engine.configure(actor, { content: { ...content.value, off: stays }, way: 'added', version })
}

/** Creates of what is not there yet. */
async function startingChanges(engine: Engine, template: Template): Promise<readonly Change[]> {
  const installer = engine.systemActor('installer')
  const ids = new Map<string, string>()
  const fresh: { readonly record: StartingRecord; readonly id: string }[] = []
  for (const record of template.records) {
    const { object, by, values } = record
    const key = String(values[by])
    const filter = { field: by, is: 'eq', value: key } as const
    const found = await engine.read(installer, { object, fields: ['id'], filter, limit: 1 })
    const there = found.ok ? found.value.rows[0]?.id : undefined
    const id = there ? String(there) : derivedId('template', engine.workspace.id, template.name, object, key)
    ids.set(`@${object}:${key}`, id)
    if (!there) fresh.push({ record, id })
  }
  const known = (value: Value): Value => (typeof value === 'string' ? (ids.get(value) ?? value) : value)
  return fresh.map(({ record: { object, values }, id }) => ({
    ...{ kind: 'create', object, id },
    values: Object.fromEntries(Object.entries(values).map(([field, value]) => [field, known(value)])),
  }))
}
