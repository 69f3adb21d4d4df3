// The whole of the HTTP interface as a table: routes, validation, documentation and hostile tests are made from it.
import type { TSchema } from 'typebox'
import {
  ConversionShape,
  FieldAddress,
  NamesShape,
  PublicationShape,
  RoleAddress,
  RollBackShape,
} from './definition-shapes.ts'
import { printOperations } from './print-operations.ts'
import { publicationOperations } from './publication-operations.ts'
import {
  ActionAddress,
  FileAddress,
  HistoryQuery,
  ImportQuestionShape,
  ImportShape,
  InitialsShape,
  ListQuery,
  LogShape,
  MetricShape,
  ObjectActionAddress,
  ObjectAddress,
  OneQuery,
  PasswordShape,
  QueryShape,
  QuestionsShape,
  RecordAddress,
  SearchQuery,
  SessionAddress,
  SessionsQuery,
  SharedShape,
  SignInShape,
  SummaryShape,
  ValuesShape,
  VersionQuery,
  WriteShape,
} from './wire.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export type Operation<P extends TSchema, Q extends TSchema, B extends TSchema> = {
  readonly method: Method
  /** As Fastify writes it: parameters begin with a colon. */
  readonly path: string
  readonly summary: string
  readonly params?: P
  readonly query?: Q
  readonly body?: B
  /** Name of the answer's schema in the document; absent where the answer is free. */
  readonly answer?: string
  readonly status?: number
  /** Changes nothing though it is a POST: a token that may only read may ask it. */
  readonly isQuestion?: true
  /** Answers without a session. */
  readonly isOpen?: true
  /** Also for somebody who is still to choose a password of their own. */
  readonly isBeforePassword?: true
  /** Bytes of body it takes; one mebibyte when absent. */
  readonly bodyLimit?: number
}
export type AnyOperation = Operation<TSchema, TSchema, TSchema>

const operation = <P extends TSchema, Q extends TSchema, B extends TSchema>(
  entry: Operation<P, Q, B>,
): Operation<P, Q, B> => entry

const kibibyte = 1024
export const mebibyte = 1024 * kibibyte

export const operations = {
  ...publicationOperations,
  ...printOperations,
  signIn: operation({
    method: 'POST',
    path: '/api/session',
    summary: 'Sign in; sets the session cookie',
    body: SignInShape,
    answer: 'Session',
    isOpen: true,
    bodyLimit: 8 * kibibyte,
  }),
  shared: operation({
    method: 'POST',
    path: '/api/shared',
    summary: 'What a share link shows, to whoever has it; asks for its password where it has one',
    body: SharedShape,
    answer: 'Shared',
    isOpen: true,
    isQuestion: true,
    bodyLimit: 4 * kibibyte,
  }),
  session: operation({
    method: 'GET',
    path: '/api/session',
    summary: 'Who is signed in',
    answer: 'Session',
    isBeforePassword: true,
  }),
  signOut: operation({
    method: 'DELETE',
    path: '/api/session',
    summary: 'End the session',
    status: 204,
    isBeforePassword: true,
  }),
  changePassword: operation({
    method: 'PUT',
    path: '/api/session/password',
    summary: 'Change one’s own password; ends every other session and renews the cookie',
    body: PasswordShape,
    answer: 'Session',
    isBeforePassword: true,
    bodyLimit: 8 * kibibyte,
  }),
  sessions: operation({
    method: 'GET',
    path: '/api/sessions',
    summary: 'Where somebody is signed in, last used first: oneself, or who one may switch off',
    query: SessionsQuery,
    answer: 'Sessions',
  }),
  endSessions: operation({
    method: 'DELETE',
    path: '/api/sessions',
    summary: 'Sign somebody out everywhere but here',
    query: SessionsQuery,
    status: 204,
  }),
  endSession: operation({
    method: 'DELETE',
    path: '/api/sessions/:id',
    summary: 'Sign somebody out in one place',
    params: SessionAddress,
    query: SessionsQuery,
    status: 204,
  }),
  metadata: operation({
    method: 'GET',
    path: '/api/metadata',
    summary: 'Objects, fields, actions, flows and metrics as the caller may see them',
  }),
  query: operation({
    method: 'POST',
    path: '/api/query',
    summary: 'Read records',
    body: QueryShape,
    isQuestion: true,
    answer: 'Page',
  }),
  summary: operation({
    method: 'POST',
    path: '/api/summary',
    summary: 'Count records and add up their numbers, all that a question finds, by the values of fields',
    body: SummaryShape,
    isQuestion: true,
    answer: 'Groups',
  }),
  questions: operation({
    method: 'POST',
    path: '/api/questions',
    summary: 'Answer several questions at once, each by the same rights and with the same problems as alone',
    body: QuestionsShape,
    isQuestion: true,
    answer: 'Answers',
  }),
  write: operation({
    method: 'POST',
    path: '/api/write',
    summary: 'Change records: all of the changes, or none',
    body: WriteShape,
    answer: 'Written',
    bodyLimit: 8 * mebibyte,
  }),
  judge: operation({
    method: 'POST',
    path: '/api/judgement',
    summary:
      'What a write would come to: judged whole and rolled back, so that nothing is stored, logged or told',
    body: WriteShape,
    answer: 'Written',
    bodyLimit: 8 * mebibyte,
  }),
  abilities: operation({
    method: 'POST',
    path: '/api/abilities',
    summary: 'What the caller may do with one record now',
    body: RecordAddress,
    isQuestion: true,
    answer: 'Abilities',
  }),
  history: operation({
    method: 'GET',
    path: '/api/records/:object/:id/history',
    summary: 'Who changed the record, when and why, newest first',
    params: RecordAddress,
    query: HistoryQuery,
    answer: 'History',
  }),
  log: operation({
    method: 'POST',
    path: '/api/log',
    summary:
      'Who changed which records from what to what, when, and by which import; for administrators and auditors',
    body: LogShape,
    isQuestion: true,
    answer: 'History',
  }),
  metrics: operation({
    method: 'POST',
    path: '/api/metrics',
    summary: 'Compute a metric',
    body: MetricShape,
    isQuestion: true,
    answer: 'Cells',
  }),
  search: operation({
    method: 'GET',
    path: '/api/search',
    summary: 'Find records by words, Chinese, Latin or pinyin initials',
    query: SearchQuery,
    answer: 'Found',
  }),
  initials: operation({
    method: 'POST',
    path: '/api/initials',
    summary: 'Pinyin initials of texts, by which somebody finds them',
    body: InitialsShape,
    isQuestion: true,
  }),
  publish: operation({
    method: 'PUT',
    path: '/api/definitions',
    summary: 'Publish objects, fields and policies made at run time',
    body: PublicationShape,
    bodyLimit: 8 * mebibyte,
  }),
  definitions: operation({
    method: 'GET',
    path: '/api/definitions',
    summary: 'What has been published at run time, and what of it is set aside; for administrators',
  }),
  rollBack: operation({
    method: 'POST',
    path: '/api/definitions/rollback',
    summary:
      'Publish once more what had been published at an earlier version; what was made since is retired, its values kept',
    body: RollBackShape,
  }),
  fieldUsers: operation({
    method: 'GET',
    path: '/api/definitions/users/:object/:field',
    summary:
      'Every place that uses a field: formulas, rules, flows, metrics, policies, forms, saved views, imports; for administrators',
    params: FieldAddress,
  }),
  judgeConversion: operation({
    method: 'POST',
    path: '/api/definitions/conversion',
    summary:
      'What would become of the values of an added field that takes another type: how many are lost, with examples; for administrators',
    body: ConversionShape,
    isQuestion: true,
  }),
  rightsOf: operation({
    method: 'GET',
    path: '/api/definitions/rights/:object/:role',
    summary:
      'Which fields of an object and of its lines somebody with a role sees and fills in; for administrators',
    params: RoleAddress,
  }),
  fieldPasts: operation({
    method: 'GET',
    path: '/api/definitions/pasts/:object',
    summary:
      'Which fields of an object are out of use or were of another type, since when and by whom; for administrators',
    params: ObjectAddress,
  }),
  suggestNames: operation({
    method: 'POST',
    path: '/api/definitions/names',
    summary: 'Stable names for what people call objects and fields, Chinese by its pinyin',
    body: NamesShape,
    isQuestion: true,
  }),
  inspectImport: operation({
    method: 'POST',
    path: '/api/imports/inspection',
    summary: 'Look at an uploaded table: its sheets, its columns, and the fields that they probably fill',
    body: ImportQuestionShape,
    isQuestion: true,
    answer: 'Inspection',
  }),
  beginImport: operation({
    method: 'POST',
    path: '/api/imports',
    summary: 'Import an uploaded table in the background, or only judge what would become of it',
    body: ImportShape,
    answer: 'Begun',
    status: 201,
  }),
  imports: operation({
    method: 'GET',
    path: '/api/imports',
    summary: 'The caller’s imports, the latest first',
    answer: 'Imports',
  }),
  oneImport: operation({
    method: 'GET',
    path: '/api/imports/:id',
    summary: 'How far an import of the caller’s has come, with examples of its rows',
    params: FileAddress,
    answer: 'Import',
  }),
  cancelImport: operation({
    method: 'DELETE',
    path: '/api/imports/:id',
    summary: 'Stop an import of the caller’s behind the batch that is being written; what is stored stays',
    params: FileAddress,
    status: 204,
  }),
  refusedRows: operation({
    method: 'GET',
    path: '/api/imports/:id/refused',
    summary: 'The rows that an import refused, with the reasons, as CSV',
    params: FileAddress,
  }),
  openFile: operation({
    method: 'GET',
    path: '/api/files/:id',
    summary: 'Content of a file',
    params: FileAddress,
  }),
  list: operation({
    method: 'GET',
    path: '/api/records/:object',
    summary: 'List records',
    params: ObjectAddress,
    query: ListQuery,
    answer: 'Page',
  }),
  create: operation({
    method: 'POST',
    path: '/api/records/:object',
    summary: 'Create a record with its lines',
    params: ObjectAddress,
    body: ValuesShape,
    status: 201,
    bodyLimit: 8 * mebibyte,
  }),
  read: operation({
    method: 'GET',
    path: '/api/records/:object/:id',
    summary: 'Read a record',
    params: RecordAddress,
    query: OneQuery,
  }),
  update: operation({
    method: 'PATCH',
    path: '/api/records/:object/:id',
    summary: 'Change fields of a record',
    params: RecordAddress,
    query: VersionQuery,
    body: ValuesShape,
  }),
  remove: operation({
    method: 'DELETE',
    path: '/api/records/:object/:id',
    summary: 'Remove a record',
    params: RecordAddress,
    query: VersionQuery,
    status: 204,
  }),
  act: operation({
    method: 'POST',
    path: '/api/records/:object/:id/actions/:action',
    summary: 'Run an action on a record',
    params: ActionAddress,
    query: VersionQuery,
    body: ValuesShape,
    answer: 'Written',
  }),
  actOnObject: operation({
    method: 'POST',
    path: '/api/records/:object/actions/:action',
    summary: 'Run an action of an object',
    params: ObjectActionAddress,
    body: ValuesShape,
    answer: 'Written',
  }),
  document: operation({ method: 'GET', path: '/api/openapi.json', summary: 'This document' }),
} as const
