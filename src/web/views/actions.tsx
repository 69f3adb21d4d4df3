// The verbs of a record as buttons: the primary one first, a blocked one with what is missing, inputs and confirmation in a dialog.
import { Button, Dropdown } from 'antd'
import { lazy, Suspense, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Abilities, ActionMetadata, ObjectMetadata } from '#kernel/module'
import type { Written } from '#kernel/records'
import { type Row, stageOf } from '#kernel/schema'
import { useCatalog, useLabel } from '../data/metadata.ts'
import { problemText } from '../data/problem-text.ts'
import { useAbilities } from '../data/records.ts'
import { useWrite } from '../data/write.ts'
import { toast } from '../ui/toast.tsx'
import { askedInputs } from './action-input.ts'
import { useOpenRecord } from './open-record.ts'

const ActionDialog = lazy(() => import('./action-dialog.tsx'))

export type OfferedAction = {
  readonly action: ActionMetadata
  readonly blocked: Abilities['actions'][number]['blocked']
}

/** The actions that a person may see on a record now: those asked for first, then those always at hand, the primary, the rest. */
export function offeredActions(
  object: ObjectMetadata,
  abilities: Abilities | undefined,
  first: readonly string[] = [],
  second: readonly string[] = [],
): readonly OfferedAction[] {
  const rank = ({ action: { name, primary } }: OfferedAction): number => {
    if (first.includes(name)) return 0
    if (second.includes(name)) return 1 + second.indexOf(name) / second.length
    return primary ? 2 : 3
  }
  return (abilities?.actions ?? [])
    .flatMap(({ name, blocked }) => {
      const action = object.actions.find((candidate) => candidate.name === name)
      return action === undefined || action.target !== 'record' ? [] : [{ action, blocked }]
    })
    .toSorted(
      (a, b) =>
        rank(a) - rank(b) ||
        Number(leadsAside(object, a.action)) - Number(leadsAside(object, b.action)) ||
        Number(a.blocked.length > 0) - Number(b.blocked.length > 0),
    )
}

/** Whether it takes a record off its path, as calling it off does: nothing that a page suggests. */
function leadsAside({ path }: ObjectMetadata, { moves }: ActionMetadata): boolean {
  return (
    path !== undefined &&
    moves?.field === path.field &&
    moves.to.every((key) => stageOf(path, key)?.aside === true)
  )
}

/** Tells what was done, and offers to open what was made by it. */
export function useTellDone(): (action: ActionMetadata, written: Written) => void {
  const { t } = useTranslation()
  const label = useLabel()
  const catalog = useCatalog()
  const open = useOpenRecord()
  return (action, written) => {
    // Of several the last: what was made before it is what it rests on.
    const made = written.records.findLast(({ kind, object: name }) => {
      const object = catalog.object(name)
      return (
        kind === 'create' &&
        object?.kind === 'record' &&
        !catalog.owner(object) &&
        isOffered(catalog.metadata.menu, name)
      )
    })
    toast({
      text: t('action.done', { action: label(action.label) }),
      ...(made === undefined
        ? {}
        : {
            action: {
              label: t('action.openMade', { object: label(catalog.object(made.object)?.label) }),
              run: () => open(made.object, made.id),
            },
          }),
    })
  }
}

const isOffered = (menu: readonly { readonly object: string }[], name: string): boolean =>
  menu.some(({ object }) => object === name)

/** Runs an action that asks nothing, and tells what came of it; `running` is the one on its way. */
export function useRunAtOnce() {
  const { t } = useTranslation()
  const write = useWrite()
  const tell = useTellDone()
  const run = async (object: ObjectMetadata, id: string | null, action: ActionMetadata): Promise<void> => {
    const change = { kind: 'act', object: object.name, id, action: action.name, input: {} } as const
    const answer = await write.mutateAsync({ changes: [change] })
    if (answer.ok) tell(action, answer.value)
    else toast({ kind: 'bad', text: problemText(answer.problems, t) })
  }
  const [sent] = write.variables?.changes ?? []
  return { run, running: write.isPending && sent?.kind === 'act' ? sent.action : null }
}

const mostButtons = 3

/** What else can be done, behind the actions in the menu. */
export type MoreItem = { readonly key: string; readonly label: string; readonly run: () => void }

export function ActionBar({
  object,
  row,
  first = [],
  only,
  except = [],
  second = [],
  most = mostButtons,
  isLow = false,
  more = [],
}: {
  readonly object: ObjectMetadata
  readonly row: Row
  /** Actions that the present step asks for. */
  readonly first?: readonly string[]
  /** Draw these and no others. */
  readonly only?: readonly string[]
  /** Drawn elsewhere on the page. */
  readonly except?: readonly string[]
  /** What follows those, before all others. */
  readonly second?: readonly string[]
  readonly most?: number
  /** Under the thumb: only what can be done now is a button, all else is in the menu above. */
  readonly isLow?: boolean
  readonly more?: readonly MoreItem[]
}) {
  const { t } = useTranslation()
  const label = useLabel()
  const abilities = useAbilities(object.name, String(row.id))
  const all = offeredActions(object, abilities.data, first, second)
  const wanted = all.filter(
    ({ action: { name } }) => (only === undefined || only.includes(name)) && !except.includes(name),
  )
  const placeOf = ({ action: { name } }: OfferedAction): number => only?.indexOf(name) ?? 0
  // What the step asks for comes as far as it can be done; what is always at hand keeps its place.
  const offered = first.length > 0 ? wanted : wanted.toSorted((a, b) => placeOf(a) - placeOf(b))
  const catalog = useCatalog()
  const [asking, setAsking] = useState<ActionMetadata | null>(null)
  const atOnce = useRunAtOnce()
  const start = (action: ActionMetadata): void => {
    const asked = askedInputs(object, action.input, catalog.object)
    if (action.confirm !== undefined || asked.length > 0) setAsking(action)
    else void atOnce.run(object, String(row.id), action)
  }
  const shown = offered.filter(({ blocked }) => !isLow || blocked.length === 0).slice(0, most)
  const rest = offered.filter((one) => !shown.includes(one))
  return (
    <div className="actions">
      {shown.map(({ action, blocked }, index) => (
        <ActionButton
          key={action.name}
          action={action}
          blocked={blocked}
          isRunning={atOnce.running === action.name}
          isPrimary={
            index === 0 &&
            blocked.length === 0 &&
            !leadsAside(object, action) &&
            (action.primary === true || first.includes(action.name))
          }
          onStart={() => start(action)}
        />
      ))}
      {rest.length + more.length === 0 ? null : (
        <Dropdown
          trigger={['click']}
          placement={isLow ? 'topRight' : 'bottomLeft'}
          menu={{
            items: [
              ...rest.map(({ action, blocked }) => ({
                key: action.name,
                label: (
                  <>
                    {label(action.label)}
                    {blocked[0] === undefined ? null : <small> · {label(blocked[0].message)}</small>}
                  </>
                ),
                disabled: blocked.length > 0,
              })),
              ...more.map(({ key, label: text }) => ({ key, label: text })),
            ],
            onClick: ({ key }) => {
              const chosen = rest.find(({ action }) => action.name === key)
              if (chosen !== undefined) start(chosen.action)
              else more.find((one) => one.key === key)?.run()
            },
          }}
        >
          <Button>{t('more')}</Button>
        </Dropdown>
      )}
      <Suspense>
        {asking === null ? null : (
          <ActionDialog object={object} row={row} action={asking} onClose={() => setAsking(null)} />
        )}
      </Suspense>
    </div>
  )
}

function ActionButton({
  action,
  blocked,
  isPrimary,
  isRunning,
  onStart,
}: OfferedAction & {
  readonly isPrimary: boolean
  readonly isRunning: boolean
  readonly onStart: () => void
}) {
  const label = useLabel()
  const reason = blocked.map(({ message }) => label(message)).join(' ')
  const id = useId()
  return (
    <span className="action">
      <Button
        type={isPrimary ? 'primary' : 'default'}
        loading={isRunning}
        disabled={blocked.length > 0}
        aria-describedby={reason === '' ? undefined : id}
        onClick={onStart}
      >
        {label(action.label)}
      </Button>
      {reason === '' ? null : (
        <small id={id} className="action-why">
          {reason}
        </small>
      )}
    </span>
  )
}
