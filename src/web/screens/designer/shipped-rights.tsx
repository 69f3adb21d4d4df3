// Rights on a shipped object: what is shipped in plain words, what narrows it, and what is granted beside it.
import { Alert, Button } from 'antd'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Policy } from '#kernel/access'
import type { ShippedRight } from '#kernel/module'
import { useProblemWords } from '../../data/definitions.ts'
import { useCatalog, useLabel } from '../../data/metadata.ts'
import { Card } from '../../ui/small.tsx'
import { Skeleton } from '../../ui/states.tsx'
import { faultPlace } from './checking.ts'
import { editRights } from './design.ts'
import { useDesigning } from './designing-context.ts'
import { rightsDifferences } from './differences.ts'
import { PolicyBox } from './policy-box.tsx'
import {
  addGrant,
  asShipped,
  definers,
  finishedRights,
  narrow,
  narrowing,
  peopleKeys,
  plainOperations,
  rightsOn,
  type Scope,
  switchOff,
} from './rights.ts'
import { RightsMatrix } from './rights-matrix.tsx'
import { type RightsWords, useRightsWords } from './rights-words.ts'
import { useRightsScope } from './use-rights.ts'
import { useSaying } from './use-saying.ts'
import './rights.css'

export function ShippedRights({ isWanted }: { readonly isWanted: boolean }) {
  const { t } = useTranslation()
  const { design, published } = useDesigning()
  const scope = useRightsScope()
  const words = useRightsWords(published.roles)
  const here = useRef<HTMLElement>(null)
  const isThere = scope !== null
  useEffect(() => {
    if (isWanted && isThere) here.current?.scrollIntoView()
  }, [isWanted, isThere])
  if (scope === null) return <Skeleton rows={4} label={t('loading')} />
  return (
    <section ref={here} className="shipped-rights" aria-label={t('design.side.rights')}>
      <ShippedCard scope={scope} words={words} />
      <GrantedCard scope={scope} words={words} />
      <RightsMatrix
        object={scope.object}
        rights={rightsOn(scope, finishedRights(design.policies))}
        words={words}
      />
    </section>
  )
}

type CardProps = { readonly scope: Scope; readonly words: RightsWords }

const useEdit = () => {
  const { change } = useDesigning()
  return (edit: (policies: readonly Policy[]) => readonly Policy[]): void =>
    change((before) => editRights(before, edit))
}

const replaced = (policies: readonly Policy[], next: Policy): readonly Policy[] =>
  policies.map((one) => (one.name === next.name ? next : one))
const dropped = (policies: readonly Policy[], name: string): readonly Policy[] =>
  policies.filter((one) => one.name !== name)

function ShippedCard({ scope, words }: CardProps) {
  const { t } = useTranslation()
  const say = useProblemWords()
  const { before, design, faults, published } = useDesigning()
  const speak = useSaying(published.roles)
  const changes = before === null ? [] : rightsDifferences(before, design, scope)
  const refused = faults.get(faultPlace(scope.object)) ?? []
  return (
    <Card title={t('design.rights.shipped')} count={scope.shipped.length}>
      <p className="hush">{t('design.rights.shippedHint')}</p>
      {refused.map((problem) => (
        <Alert key={say(problem)} type="error" showIcon title={say(problem)} />
      ))}
      <div role="status">
        {changes.length === 0 ? null : (
          <Alert
            type="warning"
            showIcon
            title={t('design.rights.comesTo')}
            description={
              <ul className="sentences">
                {changes.map(speak).map((sentence) => (
                  <li key={sentence}>{sentence}</li>
                ))}
              </ul>
            }
          />
        )}
      </div>
      <ul className="rights-list">
        {scope.shipped.map((right) => (
          <ShippedEntry key={right.policy.name} right={right} scope={scope} words={words} />
        ))}
      </ul>
    </Card>
  )
}

function ShippedEntry({ right, scope, words }: CardProps & { readonly right: ShippedRight }) {
  const { t } = useTranslation()
  const { design } = useDesigning()
  const edit = useEdit()
  const { policy, isKept } = right
  const { object } = scope
  const own = design.policies.filter(({ narrows }) => narrows === policy.name)
  const isOff = own.length > 0 && finishedRights(own).every(({ who }) => peopleKeys(who).length === 0)
  const sentence = useSentence(right, scope, words)
  const operations = policy.operations.includes('*')
    ? [...plainOperations, ...scope.actions]
    : policy.operations
  const add = (all: readonly Policy[]): readonly Policy[] => [
    ...all,
    narrowing(all, object, policy.name, { operations: policy.operations, who: {} }),
  ]
  const keep = (all: readonly Policy[]): readonly Policy[] => {
    const left = all.some(({ narrows }) => narrows === policy.name)
    return left ? all : switchOff(all, object, policy.name)
  }
  const name = { right: sentence }
  return (
    <li>
      <p>
        {own.length === 0 ? null : (
          <span className="tag">{t(isOff ? 'design.rights.isOff' : 'design.rights.isNarrowed')}</span>
        )}{' '}
        {sentence}
      </p>
      {isKept ? (
        <small className="hush">{t('design.rights.kept')}</small>
      ) : (
        <div className="right-buttons">
          {own.length > 0 && !isOff ? null : (
            <Button
              size="small"
              aria-label={t('design.rights.narrowOf', name)}
              onClick={() => edit((all) => narrow(all, object, right))}
            >
              {t('design.rights.narrow')}
            </Button>
          )}
          {isOff ? null : (
            <Button
              size="small"
              aria-label={t('design.rights.switchOffOf', name)}
              onClick={() => edit((all) => switchOff(all, object, policy.name))}
            >
              {t('design.rights.switchOff')}
            </Button>
          )}
          {own.length === 0 ? null : (
            <Button
              size="small"
              aria-label={t('design.rights.asShippedOf', name)}
              onClick={() => edit((all) => asShipped(all, policy.name))}
            >
              {t('design.rights.asShipped')}
            </Button>
          )}
        </div>
      )}
      {isOff ? null : own.length === 0 ? null : (
        <>
          <p className="hush">{t('design.rights.keeps')}</p>
          {own.map((one) => (
            <PolicyBox
              key={one.name}
              policy={one}
              scope={scope}
              words={words}
              operations={operations}
              onChange={(next) => edit((all) => replaced(all, next))}
              onRemove={() => edit((all) => keep(dropped(all, one.name)))}
            />
          ))}
          <Button size="small" type="dashed" onClick={() => edit(add)}>
            {t('design.rights.keepFor')}
          </Button>
        </>
      )}
    </li>
  )
}

/** What a shipped policy says, in one sentence. */
function useSentence({ policy, read, write }: ShippedRight, scope: Scope, words: RightsWords): string {
  const { t } = useTranslation()
  const label = useLabel()
  const { object } = scope
  const keys = peopleKeys(policy.who)
  const others = keys.filter((key) => key !== definers)
  const shipped =
    useCatalog()
      .object(object)
      ?.fields.filter(({ layer }) => layer === 'system') ?? []
  const fieldWords = (names: readonly string[]): string => {
    const has = new Set(names)
    const hidden = shipped.filter(({ name }) => !has.has(name))
    const seen = shipped.filter(({ name }) => has.has(name))
    const said = (fields: typeof shipped): string => words.all(fields.map((field) => label(field.label)))
    if (hidden.length === 0) return t('design.rights.allFields')
    return hidden.length <= seen.length
      ? t('design.rights.allBut', { fields: said(hidden) })
      : t('design.rights.only', { fields: said(seen) })
  }
  const may = (...names: readonly string[]): boolean =>
    ['*', ...names].some((name) => policy.operations.includes(name))
  const { where, via, about } = policy
  const reason = {
    ...(where === undefined ? {} : { where }),
    ...(via === undefined ? {} : { via }),
    ...(about === undefined ? {} : { about: true as const }),
  }
  return t('design.rights.sentence', {
    who: words.all((others.length > 0 ? others : keys).map(words.who)),
    what: words.all(policy.operations.map((name) => words.operation(object, name))),
    which: words.reasons(object, Object.keys(reason).length === 0 ? [] : [reason]),
    fields: [
      ...(may('read') ? [t('design.rights.seesFields', { fields: fieldWords(read) })] : []),
      ...(may('create', 'update') ? [t('design.rights.fillsFields', { fields: fieldWords(write) })] : []),
    ].join(''),
  })
}

/** Entries of a ledger are made by the product's own actions alone. */
const byHand = new Set(['create', 'update', 'remove', 'import'])

function GrantedCard({ scope, words }: CardProps) {
  const { t } = useTranslation()
  const { design } = useDesigning()
  const edit = useEdit()
  const isLedger = useCatalog().object(scope.object)?.kind !== 'record'
  const operations = [...plainOperations, ...scope.actions].filter((name) => !isLedger || !byHand.has(name))
  const grants = design.policies.filter(({ narrows }) => narrows === undefined)
  return (
    <Card title={t('design.rights.granted')} count={grants.length}>
      <p className="hush">{t(isLedger ? 'design.rights.ledgerHint' : 'design.rights.grantedHint')}</p>
      {grants.map((policy) => (
        <PolicyBox
          key={policy.name}
          policy={policy}
          scope={scope}
          words={words}
          operations={operations}
          onChange={(next) => edit((all) => replaced(all, next))}
          onRemove={() => edit((all) => dropped(all, policy.name))}
        />
      ))}
      <Button type="dashed" onClick={() => edit((all) => addGrant(all, scope.object))}>
        {t('design.rights.addGrant')}
      </Button>
    </Card>
  )
}
