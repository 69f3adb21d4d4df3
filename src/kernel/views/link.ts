// A share link as the engine reads it: what its secret looks like, what it shows, and whether it says something that can hold.
import { type Problem, problem } from '#base/problem'
import { type AccessModel, grants } from '#kernel/access'
import type { Diff, Filter, Query, Reaction } from '#kernel/records'
import type { Field, ResolvedObject, Row, Value } from '#kernel/schema'
import { linkAuthority, linkObject, sharing } from './link-objects.ts'

export type Link = {
  readonly id: string
  readonly name: string
  readonly object: string
  /** Names of own fields; nothing else reaches who opens it. */
  readonly fields: readonly string[]
  readonly question: Pick<Query, 'filter' | 'search' | 'sort'>
  readonly owner: string
  /** ISO instant. */
  readonly expiresAt: string
  readonly isEnded: boolean
  readonly openings: number
}

const pattern = /^([a-z][a-z0-9_]{1,19})\.share\.([A-Za-z0-9_-]{43})$/

/** Where a link leads, the token behind it: browsers never send on what follows the sign, so no server or proxy on the way writes it down. */
export const linkPath = '/share#'

/** `<workspace>.share.<secret>`; the secret is 256 bits in base64url. */
export const formatLink = (workspace: string, secret: string): string => `${workspace}.share.${secret}`

/** The workspace of a link's token; undefined for a text that cannot be one, so that nothing is asked of the database for it. */
export const workspaceOfLink = (token: string): string | undefined => pattern.exec(token)?.[1]

const namesIn = (text: Value | undefined): readonly string[] =>
  String(text ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')

export function linkOf(row: Row): Link {
  const asked: unknown = row.question
  const { filter, search, sort } = (
    typeof asked === 'object' && asked !== null ? asked : {}
  ) as Link['question']
  return {
    id: String(row.id),
    name: String(row.name ?? ''),
    object: String(row.object ?? ''),
    fields: namesIn(row.fields),
    question: {
      ...(filter === undefined ? {} : { filter }),
      ...(search === undefined ? {} : { search }),
      ...(sort === undefined ? {} : { sort }),
    },
    owner: String(row.owner ?? ''),
    expiresAt: String(row.expiresAt ?? ''),
    isEnded: row.state !== 'open',
    openings: Number(row.openings ?? 0),
  }
}

/**
 * What a stranger can be shown as it stands. Files and lines have rights of their own, lists of records and JSON hold ids; a new kind of
 * field is shown once it stands here.
 */
const shownTypes: readonly Field['type'][] = [
  ...(['text', 'longText', 'number', 'decimal', 'money', 'percent', 'boolean', 'date', 'datetime'] as const),
  ...(['select', 'multiSelect', 'tags', 'person', 'department', 'reference'] as const),
  ...(['autoNumber', 'formula', 'rollup'] as const),
]

export const isShareable = ({ type, hidden }: Field): boolean => !hidden && shownTypes.includes(type)

/**
 * What is asked for a link, of the fields that its sharer may read and that it names. It is sorted by these alone: an order by others
 * would tell of them. Null where nothing is left to show.
 */
export function linkQuestion(link: Link, readable: readonly Field[], limit: number): Query | null {
  const shown = readable.filter((field) => link.fields.includes(field.name) && isShareable(field))
  if (shown.length === 0) return null
  const names = shown.map(({ name }) => name)
  const { filter, search, sort = [] } = link.question
  return {
    object: link.object,
    fields: shown.flatMap(({ name, type }) =>
      ['reference', 'person', 'department'].includes(type) ? [name, `${name}$title`] : [name],
    ),
    ...(filter === undefined ? {} : { filter: filter as Filter }),
    ...(search === undefined ? {} : { search }),
    sort: sort.filter((key) => names.includes(key.replace(/^-/, ''))),
    limit,
  }
}

/** Problems: `access.denied` for who may not share such records, `views.linkFields` for what cannot be shown. */
export const linkReaction = (access: AccessModel): Reaction => ({
  name: 'views.links',
  authority: linkAuthority,
  objects: [linkObject.name],
  beforeCommit: async ({ actor }, diffs) => ({
    problems: diffs.flatMap((diff) =>
      faultsOf(diff, access, (object) => grants(access, actor, object, sharing).length > 0),
    ),
  }),
})

function faultsOf(
  { before, after }: Diff,
  access: AccessModel,
  mayShare: (object: string) => boolean,
): readonly Problem[] {
  if (before !== null || after === null) return []
  const { object, fields } = linkOf(after)
  const shared = access.schema.object(object)
  if (shared === undefined || !mayShare(object)) return [problem('access.denied', ['0', 'object'])]
  const unknown = fields.filter((name) => !isKnown(shared, name))
  return unknown.map((name) => problem('views.linkFields', ['0', 'fields'], { name: name.slice(0, 60) }))
}

const isKnown = ({ fields }: ResolvedObject, name: string): boolean =>
  fields.some((field) => field.name === name && isShareable(field))
