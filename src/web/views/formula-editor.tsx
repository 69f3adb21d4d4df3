// The text of a formula while it is written: completion at the cursor, what is wrong underlined at its place. Fetched where one is written.
import {
  acceptCompletion,
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  pickedCompletion,
} from '@codemirror/autocomplete'
import { history, historyKeymap, standardKeymap } from '@codemirror/commands'
import {
  Annotation,
  Compartment,
  EditorState,
  type Extension,
  StateEffect,
  StateField,
  Transaction,
} from '@codemirror/state'
import { Decoration, type DecorationSet, EditorView, keymap } from '@codemirror/view'
import { type Ref, useEffect, useImperativeHandle, useRef } from 'react'
import './formula-editor.css'

type Range = { readonly from: number; readonly to: number }

/** What can be written: a function ends with the bracket that its arguments follow. */
type Written = { readonly text: string; readonly takesNothing: boolean }

/** Something in the list at the cursor. */
export type Choice = Written & {
  readonly label: string
  /** A word or two beside its name. */
  readonly detail: string
  /** What is told of it while it is the one that would be taken: how it is written, what it does, an example. */
  readonly lines: readonly string[]
}

export type Writing = {
  /** Writes at the cursor, or in place of a part of the text. */
  readonly write: (written: Written, at?: Range) => void
  readonly select: (at: Range) => void
}

type Props = {
  readonly ref: Ref<Writing>
  readonly id: string
  readonly label: string
  readonly value: string
  readonly marks: readonly (Range & { readonly said: string })[]
  readonly describedBy: string
  readonly isInvalid: boolean
  /** What the list of choices is called. */
  readonly offered: string
  /** Parts of the text that are drawn apart. */
  readonly partsOf: (text: string) => readonly (Range & { readonly as: string })[]
  /** What may be written in place of a part of the text; null where nothing is begun and nobody asks. */
  readonly choicesAt: (
    text: string,
    at: number,
    isAsked: boolean,
  ) => Promise<(Range & { readonly choices: readonly Choice[] }) | null>
  readonly onChange: (text: string) => void
  readonly onCursor: (text: string, at: number) => void
}

/** By then the editor has read what was composed. */
const composedMs = 60
const fromOutside = Annotation.define<boolean>()
const setMarks = StateEffect.define<DecorationSet>()

const marked = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(now, { changes, effects }) {
    const latest = effects.find((effect) => effect.is(setMarks))
    return latest?.is(setMarks) ? latest.value : now.map(changes)
  },
  provide: (field) => EditorView.decorations.from(field),
})

const painted = (partsOf: Props['partsOf']): Extension => {
  const paint = (state: EditorState): DecorationSet =>
    Decoration.set(
      partsOf(state.doc.toString()).map(({ from, to, as }) =>
        Decoration.mark({ class: `formula-as-${as}` }).range(from, to),
      ),
    )
  return StateField.define<DecorationSet>({
    create: paint,
    update: (now, one) => {
      const isDue = one.effects.some((effect) => effect.is(setMarks))
      if (one.isUserEvent('input.type.compose') && !isDue) return now.map(one.changes)
      return one.docChanged || isDue ? paint(one.state) : now
    },
    provide: (field) => EditorView.decorations.from(field),
  })
}

const narrow = (text: string): string => (text === '）' ? ')' : text)
const count = (text: string, sign: RegExp): number => text.match(sign)?.length ?? 0

/** A closing bracket typed where it already stands is stepped over. */
const stepsOver = EditorView.inputHandler.of((view, from, to, text) => {
  const whole = view.state.doc.toString()
  const isThere = from === to && narrow(text) === ')' && narrow(whole[from] ?? '') === ')'
  if (!isThere || count(whole, /[)）]/g) < count(whole, /[(（]/g)) return false
  view.dispatch({ selection: { anchor: from + 1 }, userEvent: 'select' })
  return true
})

/** Writes it; the brackets of a function are closed, and the cursor stands between them. */
function put(
  view: EditorView,
  { text, takesNothing }: Written,
  { from, to }: Range,
  picked?: Completion,
): void {
  const isCall = text.endsWith('(')
  const isOpened = isCall && view.state.sliceDoc(to, to + 1) === '('
  const insert = isOpened ? text.slice(0, -1) : isCall ? `${text})` : text
  const anchor = from + insert.length + (isOpened ? 1 : isCall && !takesNothing ? -1 : 0)
  view.dispatch({
    changes: { from, to, insert },
    selection: { anchor },
    scrollIntoView: true,
    userEvent: 'input.complete',
    ...(picked ? { annotations: pickedCompletion.of(picked) } : {}),
  })
}

function infoOf(lines: readonly string[]): HTMLElement {
  const box = document.createElement('div')
  for (const line of lines) box.append(Object.assign(document.createElement('p'), { textContent: line }))
  return box
}

type Latest = { readonly current: Props }

/** The list at the cursor: as soon as something is begun that it would finish, or when it is asked for. */
const choices = (latest: Latest) =>
  async function choicesAt({ state, pos, explicit }: CompletionContext): Promise<CompletionResult | null> {
    const found = await latest.current.choicesAt(state.doc.toString(), pos, explicit)
    if (found === null) return null
    const options = found.choices.map((choice): Completion => {
      const { label, detail, lines } = choice
      return {
        label,
        detail,
        ...(lines.length === 0 ? {} : { info: () => infoOf(lines) }),
        apply: (view, picked, from, to) => put(view, choice, { from, to }, picked),
      }
    })
    return { from: found.from, to: found.to, options, filter: false }
  }

export default function FormulaEditor(props: Props) {
  const frame = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView>(null)
  const latest = useRef(props)
  latest.current = props
  /** What was told and has not come back yet: it is older than what stands here. */
  const told = useRef<readonly string[]>([])
  const attributes = useRef(new Compartment())
  useEffect(() => {
    if (frame.current === null) return
    // What an input method is still composing is nobody's formula yet, and nothing is drawn into it.
    const tell = (telling: EditorView): void => {
      const text = telling.state.doc.toString()
      if (telling.composing || text === (told.current.at(-1) ?? latest.current.value)) return
      told.current = [...told.current, text]
      latest.current.onChange(text)
    }
    const made = new EditorView({
      parent: frame.current,
      state: EditorState.create({
        doc: latest.current.value,
        extensions: [
          history(),
          autocompletion({
            override: [choices(latest)],
            icons: false,
            interactionDelay: 0,
          }),
          // Where nothing is offered, Tab goes on to what follows, as everywhere.
          keymap.of([{ key: 'Tab', run: acceptCompletion }, ...historyKeymap, ...standardKeymap]),
          EditorState.phrases.of({ Completions: latest.current.offered }),
          EditorView.lineWrapping,
          marked,
          painted(latest.current.partsOf),
          stepsOver,
          attributes.current.of([]),
          EditorView.updateListener.of(({ docChanged, selectionSet, state, transactions, view: updated }) => {
            if (docChanged || selectionSet)
              latest.current.onCursor(state.doc.toString(), state.selection.main.head)
            if (docChanged && !transactions.some((one) => one.annotation(fromOutside))) tell(updated)
          }),
          EditorView.domEventHandlers({
            compositionend: (_, composed) => void setTimeout(() => tell(composed), composedMs),
          }),
        ],
      }),
    })
    view.current = made
    return () => made.destroy()
  }, [])
  useImperativeHandle(props.ref, () => writingOn(view), [])
  useEffect(() => {
    const at = told.current.indexOf(props.value)
    told.current = told.current.slice(at + 1)
    const now = view.current?.state.doc
    if (at >= 0 || now?.toString() === props.value) return
    told.current = []
    view.current?.dispatch({
      changes: { from: 0, to: now?.length ?? 0, insert: props.value },
      annotations: [fromOutside.of(true), Transaction.addToHistory.of(false)],
    })
  }, [props.value])
  const { marks, id, label, describedBy, isInvalid } = props
  useEffect(() => {
    const length = view.current?.state.doc.length ?? 0
    const ranges = marks
      .map(({ from, to, said }) => ({ from, to: Math.min(to, length), said }))
      .filter(({ from, to }) => from < to)
      .map(({ from, to, said }) =>
        Decoration.mark({ class: 'formula-wrong', attributes: { title: said } }).range(from, to),
      )
    view.current?.dispatch({ effects: setMarks.of(Decoration.set(ranges, true)) })
  }, [marks])
  useEffect(() => {
    const told = EditorView.contentAttributes.of({
      id,
      'aria-label': label,
      'aria-invalid': String(isInvalid),
      'aria-describedby': describedBy,
    })
    view.current?.dispatch({ effects: attributes.current.reconfigure(told) })
  }, [id, label, describedBy, isInvalid])
  return <div className="formula-text" data-invalid={isInvalid} ref={frame} />
}

const writingOn = (held: { readonly current: EditorView | null }): Writing => ({
  write: (written, at) => {
    const view = held.current
    if (view === null) return
    const { from, to } = at ?? view.state.selection.main
    const before = view.state.sliceDoc(Math.max(0, from - 1), from)
    const isApart = at !== undefined || before === '' || /[\s(,.（，'"]/.test(before)
    put(view, isApart ? written : { ...written, text: ` ${written.text}` }, { from, to })
    view.focus()
  },
  select: ({ from, to }) => {
    held.current?.dispatch({ selection: { anchor: from, head: to }, scrollIntoView: true })
    held.current?.focus()
  },
})
