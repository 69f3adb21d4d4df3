// The present password, the new one twice; what is wrong stands at the field that is wrong.
import { Button, Input } from 'antd'
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { problemText } from '../../data/problem-text.ts'
import { useChangePassword } from '../../data/session.ts'
import { Fault } from '../../ui/notices.tsx'
import '../../views/form.css'

const fields = ['current', 'password', 'again'] as const
type Name = (typeof fields)[number]
type Typed = Readonly<Record<Name, string>>
type Faults = Readonly<Partial<Record<Name | '', string>>>

const nothing: Typed = { current: '', password: '', again: '' }

export function PasswordForm({
  onDone,
  children,
}: {
  readonly onDone: () => void
  /** Further buttons. */
  readonly children: ReactNode
}) {
  const { t } = useTranslation()
  const change = useChangePassword()
  const frame = useRef<HTMLFormElement>(null)
  const [typed, setTyped] = useState(nothing)
  const [faults, setFaults] = useState<Faults>({})
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const blank = fields.filter((name) => typed[name] === '')
    if (blank.length > 0)
      return setFaults(Object.fromEntries(blank.map((name) => [name, t('form.required')])))
    if (typed.again !== typed.password) return setFaults({ again: t('password.differs') })
    const { current, password } = typed
    const answer = await change.mutateAsync({ current, password })
    if (answer.ok) return onDone()
    const placed = answer.problems.map((problem) => [
      fields.find((name) => problem.path.includes(name)) ?? '',
      problemText([problem], t),
    ])
    setFaults(Object.fromEntries(placed))
  }
  useEffect(() => {
    if (faults !== undefined) frame.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [faults])
  return (
    <form ref={frame} className="form" noValidate onSubmit={(event) => void submit(event)}>
      <Fault text={faults['']} />
      {fields.map((name, index) => (
        <PasswordBox
          key={name}
          name={name}
          value={typed[name]}
          fault={faults[name]}
          isFirst={index === 0}
          onChange={(value) => {
            setTyped((before) => ({ ...before, [name]: value }))
            setFaults({ ...faults, [name]: undefined })
          }}
        />
      ))}
      <div className="actions">
        <Button type="primary" htmlType="submit" loading={change.isPending}>
          {t('password.change')}
        </Button>
        {children}
      </div>
    </form>
  )
}

type BoxProps = {
  readonly name: Name
  readonly value: string
  readonly fault: string | undefined
  readonly isFirst: boolean
  readonly onChange: (value: string) => void
}

function PasswordBox({ name, value, fault, isFirst, onChange }: BoxProps) {
  const { t } = useTranslation()
  const id = `password-${name}`
  const says = fault ?? (name === 'password' ? t('password.help') : '')
  return (
    <div className="field" data-bad={fault !== undefined}>
      <label htmlFor={id}>{t(`password.${name}`)}</label>
      <Input
        id={id}
        type="password"
        value={value}
        autoComplete={name === 'current' ? 'current-password' : 'new-password'}
        autoFocus={isFirst}
        aria-invalid={fault !== undefined}
        aria-describedby={says === '' ? undefined : `${id}-says`}
        {...(fault === undefined ? {} : { status: 'error' as const })}
        onChange={({ target }) => onChange(target.value)}
      />
      {says === '' ? null : (
        <small
          id={`${id}-says`}
          className={fault === undefined ? 'hush' : 'late'}
          role={fault === undefined ? undefined : 'alert'}
        >
          {says}
        </small>
      )}
    </div>
  )
}
