// A formula while it is written: what is wrong with it said at once, what it comes to on a record, and all it may be made of at hand.
import {
  type ComponentProps,
  lazy,
  type ReactNode,
  Suspense,
  useCallback,
  useMemo,
  useRef,
  useState,
} from 'react'
import { useTranslation } from 'react-i18next'
import type { Offer, Place } from '#kernel/formula'
import type { Field, Schema } from '#kernel/schema'
import { useProblemWords } from '../../data/definitions.ts'
import { initialsOf } from '../../data/initials.ts'
import type { Language } from '../../ui/format.ts'
import { useFormat } from '../../ui/format-context.tsx'
import type { Writing } from '../../views/formula-editor.tsx'
import { useDesigning } from './designing-context.ts'
import { FormulaHelp } from './formula-help.tsx'
import type { FormulaInputProps } from './formula-input.tsx'
import type { FormulaLanguage } from './formula-language.ts'
import { judged, marksOf } from './formula-marks.ts'
import { calledIn, callingsOf, ranked } from './formula-offers.ts'
import { FormulaSample, type SampleProps } from './formula-sample.tsx'
import { useChoice, useFunctionWords, useResultType } from './use-formula-words.ts'

const FormulaEditor = lazy(() => import('../../views/formula-editor.tsx'))

/** Of an object that does not hold together yet, nothing is known. */
const noSchema = { objects: new Map(), object: () => undefined } as unknown as Schema

type WrittenProps = FormulaInputProps & {
  readonly formulas: FormulaLanguage
  readonly waiting: ReactNode
}

export default function FormulaWriting({ formulas, waiting, ...props }: WrittenProps) {
  const { t } = useTranslation()
  const { language } = useFormat()
  const { object, value, id, label, expected, shown } = props
  const schema = useDesigning().checked.schema ?? noSchema
  const scope = useMemo(() => ({ schema, object }), [schema, object])
  const [call, setCall] = useState<Place['call']>(undefined)
  const [isHelped, setHelped] = useState(false)
  const writing = useRef<Writing>(null)
  const placeAt = useCallback(
    (text: string, at: number) => withoutItself(formulas.placeAt(text, at, scope), text, shown),
    [formulas, scope, shown],
  )
  const choiceOf = useChoice(formulas)
  const write = (offer: Offer, at?: Parameters<Writing['write']>[1]): void =>
    writing.current?.write(choiceOf(offer), at)
  const choicesAt: ComponentProps<typeof FormulaEditor>['choicesAt'] = async (text, at, isAsked) => {
    const place = placeAt(text, at)
    const found = place.isBegun || isAsked ? await begun(place, language) : []
    const isWritten = found.length === 1 && found[0]?.text[language] === text.slice(place.from, place.to)
    if (found.length === 0 || (isWritten && !isAsked)) return null
    return { from: place.from, to: place.to, choices: found.map(choiceOf) }
  }
  const say = useProblemWords()
  const read = useMemo(() => {
    const isRead = value.trim() !== '' && schema.object(object) !== undefined
    return isRead ? formulas.compileFormula(value, scope, expected) : undefined
  }, [formulas, value, schema, object, scope, expected])
  const marks = useMemo(() => {
    const found = read === undefined || read.ok ? [] : marksOf(read.problems, value)
    return found.map((mark) => {
      const { problem, repairs } = judged(mark, value, placeAt(value, mark.to), language)
      return { ...mark, repairs, said: say(problem) }
    })
  }, [read, value, placeAt, language, say])
  const offersAfter = (text: string) => placeAt(text, text.length).offers
  return (
    <>
      <Suspense fallback={waiting}>
        <FormulaEditor
          ref={writing}
          id={id}
          label={label}
          value={value}
          marks={marks}
          describedBy={`${id}-says`}
          isInvalid={marks.length > 0 || props.isInvalid}
          offered={t('design.formula.offered')}
          partsOf={formulas.partsOf}
          choicesAt={choicesAt}
          onChange={props.onChange}
          onCursor={(text, at) => {
            const now = placeAt(text, at).call
            setCall((before) => (before?.name === now?.name ? before : now))
          }}
        />
      </Suspense>
      <div id={`${id}-says`} className="formula-says">
        {marks.map(({ from, to, said, repairs }) => (
          <div key={`${from} ${said}`}>
            <span role="alert" className="late">
              <button type="button" className="plain" onClick={() => writing.current?.select({ from, to })}>
                {said}
              </button>
            </span>
            {repairs.map((offer) => (
              <button
                type="button"
                className="plain formula-repair"
                key={offer.text[language]}
                onClick={() => write(offer, { from, to })}
              >
                {t('design.formula.fix', { text: calledIn(offer, language) })}
              </button>
            ))}
          </div>
        ))}
        <CallHint call={call} formulas={formulas} />
      </div>
      {read?.ok ? (
        <Outcomes
          formula={read.value}
          language={formulas}
          schema={schema}
          object={object}
          id={id}
          shown={shown}
          wordsOf={(path) => pathWords(path, offersAfter, language)}
        />
      ) : null}
      <details open={isHelped} onToggle={({ currentTarget }) => setHelped(currentTarget.open)}>
        <summary>{t('design.formula.help')}</summary>
        {isHelped ? <FormulaHelp formulas={formulas} offersAfter={offersAfter} onWrite={write} /> : null}
      </details>
    </>
  )
}

/** A field cannot be computed from itself. */
function withoutItself(place: Place, text: string, field: Field | undefined): Place {
  if (field === undefined || text[place.from - 1] === '.') return place
  const isItself = ({ as, name }: Offer): boolean =>
    (as === 'field' || as === 'relation') && name === field.name
  return { ...place, offers: place.offers.filter((offer) => !isItself(offer)) }
}

const mostOffered = 60

/** What answers what was begun; Latin letters may be the initials of Chinese, which the server knows. */
async function begun({ offers, typed }: Place, language: Language): Promise<readonly Offer[]> {
  const asked = /[a-z]/i.test(typed) ? offers.flatMap((offer) => callingsOf(offer, language)) : []
  return ranked(offers, typed, language, await initialsOf(asked)).slice(0, mostOffered)
}

/** How the function is written whose arguments are being filled in. */
function CallHint({ call, formulas }: { readonly call: Place['call']; readonly formulas: FormulaLanguage }) {
  const words = useFunctionWords()
  const entry = call && formulas.formulaReference().find(({ name }) => name === call.name)
  if (entry === undefined) return null
  const { usage, doc } = words(entry)
  return (
    <small className="hush">
      <code>{usage}</code> {doc}
    </small>
  )
}

/** The steps of a path as they are called: `客户 › 地区`. */
const pathWords = (
  path: readonly string[],
  offersAfter: (text: string) => readonly Offer[],
  language: Language,
): string =>
  path
    .map((name, at) => {
      const before = path.slice(0, at).map((step) => `${step}.`)
      const isField = ({ as }: Offer): boolean => as === 'field' || as === 'relation'
      const offer = offersAfter(before.join('')).find((one) => isField(one) && one.name === name)
      return offer ? calledIn(offer, language) : name
    })
    .join(' › ')

/** What it gives, what it reads, and its value on a record. */
function Outcomes(props: SampleProps) {
  const { t } = useTranslation()
  const resultType = useResultType()
  const { formula, shown, wordsOf } = props
  return (
    <dl className="formula-outcomes">
      <dt>{t('design.formula.result')}</dt>
      <dd>{resultType(formula.result, shown)}</dd>
      {formula.reads.length === 0 ? null : (
        <>
          <dt>{t('design.formula.reads')}</dt>
          <dd className="formula-reads">
            {formula.reads.map((path) => (
              <span key={path.join('.')}>{wordsOf(path)}</span>
            ))}
          </dd>
        </>
      )}
      <dt>{t('design.formula.sample')}</dt>
      <dd>
        <FormulaSample {...props} />
      </dd>
    </dl>
  )
}
