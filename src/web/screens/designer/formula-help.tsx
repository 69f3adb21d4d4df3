// What a formula may be made of, to be looked through: fields, those of related records, and every function with its example.
import { Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FunctionReference, Offer } from '#kernel/formula'
import { useInitials } from '../../data/initials.ts'
import { useFormat } from '../../ui/format-context.tsx'
import type { FormulaLanguage } from './formula-language.ts'
import { calledIn, callingsOf, ranked } from './formula-offers.ts'
import { useFunctionWords } from './use-formula-words.ts'

type HelpProps = {
  readonly formulas: FormulaLanguage
  /** What may be written where a formula begins with this text. */
  readonly offersAfter: (text: string) => readonly Offer[]
  readonly onWrite: (offer: Offer) => void
}

type Group = FunctionReference['group'] | 'fields'

export function FormulaHelp({ formulas, offersAfter, onWrite }: HelpProps) {
  const { t } = useTranslation()
  const { language } = useFormat()
  const [typed, setTyped] = useState('')
  const [group, setGroup] = useState<Group>('fields')
  const offers = offersAfter('')
  const initials = useInitials(offers.flatMap((offer) => callingsOf(offer, language)))
  const functions = new Map(formulas.formulaReference().map((entry) => [entry.name, entry]))
  const groups = [...new Set([...functions.values()].map((entry) => entry.group))].filter(
    (name) => name !== 'operator',
  )
  const isSearched = typed.trim() !== ''
  const found = isSearched ? ranked(offers, typed, language, initials) : offers
  const fields = found.filter(({ as }) => as === 'field' || as === 'relation')
  const entries = found.flatMap((offer) => {
    const entry = offer.as === 'function' ? functions.get(offer.name) : undefined
    return entry && (isSearched || entry.group === group) ? [{ offer, entry }] : []
  })
  const hasFields = (isSearched || group === 'fields') && fields.length > 0
  return (
    <div className="formula-help">
      <Input
        type="search"
        aria-label={t('design.formula.find')}
        placeholder={t('design.formula.find')}
        value={typed}
        maxLength={100}
        onChange={({ target }) => setTyped(target.value)}
      />
      {isSearched ? null : (
        <fieldset className="formula-groups" aria-label={t('design.formula.help')}>
          {(['fields', ...groups] as const).map((name) => (
            <button
              type="button"
              className="plain"
              key={name}
              aria-pressed={group === name}
              onClick={() => setGroup(name)}
            >
              {name === 'fields' ? t('design.formula.fields') : t(`design.formula.group.${name}`)}
            </button>
          ))}
        </fieldset>
      )}
      <div className="formula-found">
        {hasFields ? <Fields offers={fields} offersAfter={offersAfter} onWrite={onWrite} /> : null}
        {entries.length === 0 ? null : (
          <ul aria-label={t('design.formula.help')}>
            {entries.map(({ offer, entry }) => (
              <FunctionItem key={offer.name} offer={offer} entry={entry} onWrite={onWrite} />
            ))}
          </ul>
        )}
        {hasFields || entries.length > 0 ? null : (
          <small className="hush">{t('design.formula.nothing')}</small>
        )}
      </div>
    </div>
  )
}

/** Each writes itself; one that leads to another record also opens what it leads to. */
function Fields({
  offers,
  offersAfter,
  onWrite,
}: Omit<HelpProps, 'formulas'> & { readonly offers: readonly Offer[] }) {
  const { t } = useTranslation()
  const { language } = useFormat()
  const [opened, setOpened] = useState<string | null>(null)
  const relation = offers.find(({ name }) => name === opened)
  const start = relation === undefined ? '' : `${relation.text[language]}.`
  const further = (offer: Offer): Offer => ({
    ...offer,
    text: { 'zh-CN': start + offer.text['zh-CN'], en: start + offer.text.en },
  })
  return (
    <>
      <div className="formula-fields">
        {offers.map((offer) => (
          <span key={offer.name} className="chip-pair">
            {offer.name === 'me' ? (
              <span>{calledIn(offer, language)}</span>
            ) : (
              <button type="button" className="plain" onClick={() => onWrite(offer)}>
                {calledIn(offer, language)}
              </button>
            )}
            {offer.as === 'relation' ? (
              <button
                type="button"
                className="plain"
                aria-expanded={opened === offer.name}
                aria-label={t('design.formula.into', { relation: calledIn(offer, language) })}
                onClick={() => setOpened(opened === offer.name ? null : offer.name)}
              >
                ›
              </button>
            ) : null}
          </span>
        ))}
      </div>
      {relation === undefined ? null : (
        <fieldset
          className="formula-fields"
          aria-label={t('design.formula.into', { relation: calledIn(relation, language) })}
        >
          {offersAfter(start).map((offer) => (
            <span key={offer.name} className="chip-pair">
              <button type="button" className="plain" onClick={() => onWrite(further(offer))}>
                {calledIn(relation, language)} › {calledIn(offer, language)}
              </button>
            </span>
          ))}
        </fieldset>
      )}
    </>
  )
}

function FunctionItem({
  offer,
  entry,
  onWrite,
}: {
  readonly offer: Offer
  readonly entry: FunctionReference
  readonly onWrite: (offer: Offer) => void
}) {
  const { language } = useFormat()
  const { usage, doc, example } = useFunctionWords()(entry)
  const called = calledIn(offer, language).replace(entry.name, '').trim()
  return (
    <li>
      <button type="button" className="plain" onClick={() => onWrite(offer)}>
        <code>{usage}</code> {called}
        <small>{doc}</small>
        {example === null ? null : <small className="hush">{example}</small>}
      </button>
    </li>
  )
}
