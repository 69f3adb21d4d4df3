// The palette: every type of field a person may add, in the order they look for it, and what a fresh one holds. Pure.
import {
  type Field,
  type FieldType,
  holdsSeveral,
  type Label,
  type Shape,
  shapeOf,
  type TextFormat,
  textFormatNames,
} from '#kernel/schema'

/** How a kind is drawn in the palette, and a fresh field of it. */
export type FieldKind = { readonly sign: string; readonly fresh: (name: string, label: Label) => Field }

export type DesignedType = FieldType
/** What a person calls a kind: a type, or a type that is of a format or shown in a way of its own. */
export type KindName = DesignedType | TextFormat | Shape

/** Colours of options, told apart by the colour-blind too. */
export const optionColors = [
  '#6b7280',
  '#2447d6',
  '#1b7d51',
  '#c58a00',
  '#c0301e',
  '#7a3fb5',
  '#0e7490',
  '#b4467a',
] as const

const blank: Label = { 'zh-CN': '', en: '' }
/** Two to be named; those that stay blank are not published. */
const twoOptions = [
  { key: 'new', label: blank, color: optionColors[1] },
  { key: 'new2', label: blank, color: optionColors[2] },
]

const typeKinds: Readonly<Record<DesignedType, FieldKind>> = {
  text: { sign: 'T', fresh: (name, label) => ({ type: 'text', name, label }) },
  longText: { sign: '¶', fresh: (name, label) => ({ type: 'longText', name, label }) },
  richText: { sign: '𝐁', fresh: (name, label) => ({ type: 'richText', name, label }) },
  number: { sign: '#', fresh: (name, label) => ({ type: 'number', name, label }) },
  decimal: { sign: '0.0', fresh: (name, label) => ({ type: 'decimal', name, label, scale: 2 }) },
  money: {
    sign: '¥',
    fresh: (name, label) => ({ type: 'money', name, label, currency: 'CNY', tax: 'inclusive' }),
  },
  percent: { sign: '%', fresh: (name, label) => ({ type: 'percent', name, label }) },
  boolean: { sign: '✓', fresh: (name, label) => ({ type: 'boolean', name, label }) },
  date: { sign: '日', fresh: (name, label) => ({ type: 'date', name, label }) },
  datetime: { sign: '时', fresh: (name, label) => ({ type: 'datetime', name, label }) },
  select: { sign: '◉', fresh: (name, label) => ({ type: 'select', name, label, options: twoOptions }) },
  multiSelect: {
    sign: '☑',
    fresh: (name, label) => ({ type: 'multiSelect', name, label, options: twoOptions }),
  },
  person: { sign: '人', fresh: (name, label) => ({ type: 'person', name, label }) },
  department: { sign: '部', fresh: (name, label) => ({ type: 'department', name, label }) },
  reference: { sign: '→', fresh: (name, label) => ({ type: 'reference', name, label, to: '' }) },
  persons: { sign: '众', fresh: (name, label) => ({ type: 'persons', name, label }) },
  departments: { sign: '各', fresh: (name, label) => ({ type: 'departments', name, label }) },
  references: { sign: '⇉', fresh: (name, label) => ({ type: 'references', name, label, to: '' }) },
  anyReference: { sign: '⇢', fresh: (name, label) => ({ type: 'anyReference', name, label, to: [] }) },
  tags: { sign: '签', fresh: (name, label) => ({ type: 'tags', name, label }) },
  lines: { sign: '☰', fresh: (name, label) => ({ type: 'lines', name, label, object: '', by: 'owner' }) },
  autoNumber: {
    sign: '№',
    fresh: (name, label) => ({ type: 'autoNumber', name, label, pattern: '{YYYY}{MM}-{0000}' }),
  },
  file: { sign: '附', fresh: (name, label) => ({ type: 'file', name, label }) },
  json: { sign: '{}', fresh: (name, label) => ({ type: 'json', name, label }) },
  formula: {
    sign: 'ƒ',
    fresh: (name, label) => ({ type: 'formula', name, label, result: 'decimal', formula: '' }),
  },
  rollup: {
    sign: 'Σ',
    fresh: (name, label) => ({
      type: 'rollup',
      name,
      label,
      object: '',
      by: '',
      take: 'count',
      result: 'decimal',
      scale: 0,
    }),
  },
}

const shapeKinds: Readonly<Record<Shape, FieldKind>> = {
  rating: { sign: '★', fresh: (name, label) => ({ type: 'number', name, label, shownAs: 'rating' }) },
  duration: { sign: '长', fresh: (name, label) => ({ type: 'number', name, label, shownAs: 'duration' }) },
  pictures: { sign: '图', fresh: (name, label) => ({ type: 'file', name, label, shownAs: 'pictures' }) },
  signature: { sign: '✎', fresh: (name, label) => ({ type: 'file', name, label, shownAs: 'signature' }) },
  lookUp: {
    sign: '↗',
    fresh: (name, label) => ({
      type: 'formula',
      name,
      label,
      shownAs: 'lookUp',
      result: 'text',
      formula: '',
    }),
  },
  progress: { sign: '▬', fresh: (name, label) => ({ type: 'percent', name, label, shownAs: 'progress' }) },
}

const formatSigns: Readonly<Record<TextFormat, string>> = {
  phone: '☎',
  email: '@',
  url: '://',
  uscc: '统',
  bankAccount: '账',
  idCard: '证',
  postcode: '邮',
  plate: '车',
  address: '址',
  location: '位',
  barcode: '▥',
  qr: '▦',
}
const formatKinds = Object.fromEntries(
  textFormatNames.map((format): [TextFormat, FieldKind] => [
    format,
    { sign: formatSigns[format], fresh: (name, label) => ({ type: 'text', name, label, format }) },
  ]),
) as Readonly<Record<TextFormat, FieldKind>>

export const fieldKinds: Readonly<Record<KindName, FieldKind>> = {
  ...typeKinds,
  ...shapeKinds,
  ...formatKinds,
}
export const kindNames = Object.keys(fieldKinds) as readonly KindName[]

/** What may stand in a line of another record: no lines of its own, no numbers, no sums over others, nothing that needs room. */
export const kindsInLines = kindNames.filter(
  (kind) => !['lines', 'autoNumber', 'rollup', 'richText', 'json'].includes(kind),
)

export const kindOf = (field: Field): KindName =>
  (field.type === 'text' ? field.format : shapeOf(field)) ?? field.type

/** A field that names a record well. */
export const canBeTitle = ({ type, retired }: Field): boolean =>
  retired !== true && (type === 'text' || type === 'autoNumber')

/** Types that people fill in, so that they can be required, unique or have a default. */
export const isFilledIn = ({ type }: Field): boolean =>
  !['formula', 'rollup', 'lines', 'autoNumber'].includes(type)
/** Types that hold one value, so that a formula may give a first one. */
export const canHaveDefault = (field: Field): boolean =>
  isFilledIn(field) && !['file', 'json'].includes(field.type) && !holdsSeveral(field)
export const canBeUnique = ({ type }: Field): boolean =>
  ['text', 'number', 'decimal', 'date', 'reference', 'person', 'select'].includes(type)
