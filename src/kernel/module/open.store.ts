// Opens a workspace with the kernel's own module, its flows and its calendar in place: what servers, commands and tests call.
import { derivedId } from '#base/derived-id'
import { ok, type Result } from '#base/result'
import { chinaCalendar, chinaCalendarRow, chinaExceptionRows } from '#kernel/calendar'
import type { Change } from '#kernel/records'
import { kernelModule } from './kernel-module.ts'
import { type EngineOptions, type OpenEngine, openEngine } from './store.ts'
import { kernelReactions } from './wiring.ts'

/** `modules` are the business modules alone. Problems: those of openEngine. */
export async function openBusiness(options: Omit<EngineOptions, 'reactions'>): Promise<Result<OpenEngine>> {
  const modules = [kernelModule(options.modules.map((module) => module.name)), ...options.modules]
  const opened = await openEngine({ ...options, modules, reactions: kernelReactions })
  if (!opened.ok) return opened
  const kept = await keepCalendar(opened.value)
  return kept.ok ? opened : kept
}

/** A workspace in China that has no calendar yet starts with the public one; its ids are derived, so that two nodes make one calendar. */
async function keepCalendar(engine: OpenEngine): Promise<Result<unknown>> {
  if (engine.workspace.zone !== chinaCalendar.zone) return ok(null)
  const installer = engine.systemActor('installer')
  const known = await engine.read(installer, { object: 'calendar.calendar', fields: ['id'], limit: 1 })
  if (!known.ok || known.value.rows.length > 0) return known
  const id = derivedId('calendar.calendar', engine.workspace.id)
  const { id: _, ...values } = chinaCalendarRow(id)
  const exceptions = chinaExceptionRows.map(
    (row): Change => ({
      kind: 'create',
      object: 'calendar.exception',
      id: derivedId('calendar.exception', engine.workspace.id, row.date),
      values: { calendar: id, ...row },
    }),
  )
  return engine.write(installer, { source: 'system' }, [
    { kind: 'create', object: 'calendar.calendar', id, values },
    ...exceptions,
  ])
}
