// The modules with their switches; what switching one comes to is said before it is done.
import { Modal, Switch } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ModuleState } from '#kernel/module'
import { useModules, usePublish } from '../../data/definitions.ts'
import { useLabel } from '../../data/metadata.ts'
import { problemText } from '../../data/problem-text.ts'
import { Fault } from '../../ui/notices.tsx'
import { Card } from '../../ui/small.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'
import { goingAlong, goingOnWithout, offAfter } from './switching.ts'
import { Templates } from './templates.tsx'
import './modules.css'

type Label = ModuleState['label']

export default function Modules() {
  const { t } = useTranslation()
  const { data, isLoading, isError, refetch } = useModules()
  const [chosen, setChosen] = useState<string | null>(null)
  return (
    <div className="page modules-page">
      <header className="page-head">
        <h1 className="spread">{t('modules.title')}</h1>
      </header>
      <Templates />
      <Card title={t('modules.hint')}>
        {data ? (
          <ul className="modules" aria-label={t('modules.title')}>
            {data.modules.map((module) => (
              <Entry
                key={module.name}
                module={module}
                modules={data.modules}
                onSwitch={() => setChosen(module.name)}
              />
            ))}
          </ul>
        ) : isLoading ? (
          <Skeleton rows={6} label={t('loading')} />
        ) : isError ? (
          <ErrorState title={t('list.failed')} retry={t('retry')} onRetry={() => void refetch()} />
        ) : (
          <EmptyState title={t('modules.notYours')} />
        )}
      </Card>
      {data && chosen !== null ? (
        <SwitchDialog
          modules={data.modules}
          version={data.version}
          name={chosen}
          onClose={() => setChosen(null)}
        />
      ) : null}
    </div>
  )
}

const useNames = (): ((labels: readonly { readonly label: Label }[]) => string) => {
  const { t } = useTranslation()
  const say = useLabel()
  return (list) => list.map(({ label }) => say(label)).join(t('modules.and'))
}

function Entry({
  module,
  modules,
  onSwitch,
}: {
  readonly module: ModuleState
  readonly modules: readonly ModuleState[]
  readonly onSwitch: () => void
}) {
  const { t } = useTranslation()
  const say = useLabel()
  const names = useNames()
  const needs = modules.filter(({ name }) => module.needs.includes(name))
  const label = say(module.label)
  return (
    <li data-off={!module.isOn}>
      <Switch checked={module.isOn} aria-label={label} onChange={onSwitch} />
      <span className="spread">
        <b>{label}</b> <small className="hush">{names(module.objects)}</small>
        {needs.length === 0 ? null : (
          <small className="hush module-needs">{t('modules.needs', { names: names(needs) })}</small>
        )}
      </span>
      {module.isOn ? null : <small className="hush">{t('modules.isOff', { count: module.records })}</small>}
    </li>
  )
}

function useSentences(modules: readonly ModuleState[], name: string): readonly string[] {
  const { t } = useTranslation()
  const say = useLabel()
  const names = useNames()
  const going = goingAlong(modules, name)
  const others = going.filter((module) => module.name !== name)
  const isOn = modules.find((module) => module.name === name)?.isOn === true
  const sum = (of: (module: ModuleState) => number): number =>
    going.reduce((total, module) => total + of(module), 0)
  const [records, tasks] = [sum((module) => module.records), sum((module) => module.openTasks)]
  const along =
    others.length === 0 ? [] : [t(`modules.along.${isOn ? 'off' : 'on'}`, { names: names(others) })]
  const objects = going.flatMap((module) => module.objects)
  const seen = t(`modules.objects.${isOn ? 'off' : 'on'}`, { names: names(objects) })
  if (!isOn) return [...along, seen, t('modules.back', { count: records })]
  return [
    ...along,
    ...(objects.length === 0 ? [] : [seen]),
    t('modules.kept', { count: records }),
    ...(tasks === 0 ? [] : [t('modules.rest', { count: tasks })]),
    ...goingOnWithout(modules, going).map((module) => t('modules.goesOn', { name: say(module.label) })),
  ]
}

function SwitchDialog({
  modules,
  version,
  name,
  onClose,
}: {
  readonly modules: readonly ModuleState[]
  readonly version: number
  readonly name: string
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const say = useLabel()
  const publish = usePublish()
  const [isSending, setSending] = useState(false)
  const [refusal, setRefusal] = useState('')
  const sentences = useSentences(modules, name)
  const module = modules.find((one) => one.name === name)
  const way = module?.isOn ? 'off' : 'on'
  const label = say(module?.label)
  const carryOut = async (): Promise<void> => {
    setSending(true)
    const answer = await publish({ off: offAfter(modules, name), version })
    setSending(false)
    if (!answer.ok) return setRefusal(problemText(answer.problems, t))
    toast({ kind: 'good', text: t(`modules.done.${way}`, { name: label }) })
    onClose()
  }
  return (
    <Modal
      open
      title={t(`modules.ask.${way}`, { name: label })}
      okText={t(`modules.do.${way}`)}
      cancelText={t('cancel')}
      confirmLoading={isSending}
      onOk={() => void carryOut()}
      onCancel={onClose}
    >
      <Fault text={refusal} />
      <ul className="module-sentences">
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <small className="hush">{t('modules.noted')}</small>
    </Modal>
  )
}
