// A person at the public doors of a running server: signs in over HTTP and asks, changes and listens as a browser does.
import type { Problem } from '#base/problem'
import type { LogPage, LogQuestion } from '#kernel/log'
import type { MetricCell, MetricQuestion } from '#kernel/metrics'
import type { Abilities, HistoryEvent, Metadata, Publication } from '#kernel/module'
import type { Change, Filter, Group, Page, Query, Summary, Values, Written } from '#kernel/records'
import type { Json, Row } from '#kernel/schema'

export type Said = Problem & { readonly message: string }

/** The server said no: what it said, in the person's language. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly problems: readonly Said[],
    what: string,
  ) {
    super(`${status} ${what}: ${problems.map(({ code, message }) => `${code} ${message}`).join('; ')}`)
  }
  get codes(): readonly string[] {
    return this.problems.map(({ code }) => code)
  }
}

export type Answer = { readonly status: number; readonly body: unknown; readonly headers: Headers }

/** One change as a page hears of it. */
export type Heard = {
  readonly object: string
  readonly id: string
  readonly kind: string
  readonly fields: readonly string[]
}
export type Listening = { readonly heard: readonly Heard[]; readonly stop: () => void }

export type Me = {
  readonly id: string
  readonly name: string
  readonly department: string
  readonly roles: readonly string[]
}

type Credentials = { readonly login: string; readonly password: string }
type Headers_ = Readonly<Record<string, string>>

export class Client {
  #cookie = ''
  me: Me = { id: '', name: '', department: '', roles: [] }

  private constructor(
    readonly url: string,
    readonly credentials: Credentials,
  ) {}

  static async signIn(url: string, credentials: Credentials): Promise<Client> {
    const client = new Client(url, credentials)
    await client.signIn()
    return client
  }

  async signIn(): Promise<void> {
    const { headers, body } = await this.ask('POST', '/api/session', this.credentials)
    this.#cookie = (headers.get('set-cookie') ?? '').split(';')[0] ?? ''
    this.me = (body as { me: Me }).me
  }

  /** Any request; throws `Refused` unless it succeeded. */
  async ask(method: string, path: string, body?: unknown, more: Headers_ = {}): Promise<Answer> {
    let answer = await this.raw(method, path, body, more)
    // A session that nobody used for days has ended: whoever comes back signs in again.
    if (answer.status === 401 && path !== '/api/session') {
      await this.signIn()
      answer = await this.raw(method, path, body, more)
    }
    if (answer.status < 400) return answer
    const { problems = [] } = answer.body as { problems?: readonly Said[] }
    throw new Refused(answer.status, problems, `${method} ${path}`)
  }

  /** Any request, whatever comes of it. */
  async raw(method: string, path: string, body?: unknown, more: Headers_ = {}): Promise<Answer> {
    const answer = await fetch(`${this.url}${path}`, {
      method,
      headers: {
        cookie: this.#cookie,
        'x-baton': '1',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...more,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    return { status: answer.status, headers: answer.headers, body: text === '' ? null : JSON.parse(text) }
  }

  async #body<T>(method: string, path: string, body?: unknown, more: Headers_ = {}): Promise<T> {
    return (await this.ask(method, path, body, more)).body as T
  }

  query(query: Query): Promise<Page<Row>> {
    return this.#body('POST', '/api/query', query)
  }

  summary(question: Summary): Promise<readonly Group[]> {
    return this.#body('POST', '/api/summary', question)
  }

  /** Rows whose fields equal these values. */
  async find(object: string, equal: Values, fields?: readonly string[]): Promise<readonly Row[]> {
    const filter: Filter = {
      and: Object.entries(equal).map(([field, value]) => ({ field, is: 'eq', value })),
    }
    const page = await this.query({ object, filter, limit: 500, ...(fields ? { fields } : {}) })
    return page.rows
  }

  /** The only row whose fields equal these values; throws when there is none, or more than one. */
  async only(object: string, equal: Values, fields?: readonly string[]): Promise<Row & { id: string }> {
    const rows = await this.find(object, equal, fields && ['id', ...fields])
    const [row] = rows
    if (row === undefined || rows.length > 1)
      throw new Error(`${rows.length} rows of ${object} with ${JSON.stringify(equal)} for ${this.me.name}`)
    return { ...row, id: String(row.id) }
  }

  one(object: string, id: string, fields?: readonly string[], lines?: string): Promise<Row> {
    const asked = [...(fields ? [`fields=${fields.join(',')}`] : []), ...(lines ? [`lines=${lines}`] : [])]
    return this.#body('GET', `/api/records/${object}/${id}?${asked.join('&')}`)
  }

  async create(object: string, values: { readonly [name: string]: Json }): Promise<Row & { id: string }> {
    const row = await this.#body<Row>('POST', `/api/records/${object}`, values)
    return { ...row, id: String(row.id) }
  }

  update(object: string, id: string, values: Values): Promise<Row> {
    return this.#body('PATCH', `/api/records/${object}/${id}`, values)
  }

  remove(object: string, id: string): Promise<unknown> {
    return this.#body('DELETE', `/api/records/${object}/${id}`)
  }

  /** Runs an action; answers what it returned. `id` null for actions of a whole object. */
  async act(
    object: string,
    id: string | null,
    action: string,
    input: { readonly [name: string]: Json } = {},
  ): Promise<{ readonly [name: string]: Json }> {
    const path = id === null ? `${object}/actions/${action}` : `${object}/${id}/actions/${action}`
    const { outputs } = await this.#body<Written>('POST', `/api/records/${path}`, input)
    return (outputs[0] ?? {}) as { readonly [name: string]: Json }
  }

  /** Several changes at once, all or none; `source` as a page says where they come from. */
  write(changes: readonly Change[], reason?: string, source = 'form'): Promise<Written> {
    const body = { changes, ...(reason === undefined ? {} : { reason }) }
    return this.#body('POST', '/api/write', body, { 'x-baton-source': source })
  }

  abilities(object: string, id: string): Promise<Abilities> {
    return this.#body('POST', '/api/abilities', { object, id })
  }

  async history(object: string, id: string): Promise<readonly HistoryEvent[]> {
    const page = await this.#body<Page<HistoryEvent>>('GET', `/api/records/${object}/${id}/history?limit=200`)
    return page.rows
  }

  async log(question: LogQuestion & LogPage): Promise<readonly HistoryEvent[]> {
    return (await this.#body<Page<HistoryEvent>>('POST', '/api/log', question)).rows
  }

  metric(question: MetricQuestion): Promise<readonly MetricCell[]> {
    return this.#body('POST', '/api/metrics', question)
  }

  /** The one number of a metric; null when there is none. */
  async number(question: MetricQuestion): Promise<Json> {
    return (await this.metric(question))[0]?.value ?? null
  }

  search(words: string): Promise<readonly { object: string; id: string; title: string }[]> {
    return this.#body('GET', `/api/search?q=${encodeURIComponent(words)}`)
  }

  metadata(): Promise<Metadata> {
    return this.#body('GET', '/api/metadata')
  }

  publish(publication: Publication): Promise<{ version: number }> {
    return this.#body('PUT', '/api/definitions', publication)
  }

  /** Listens to the live stream; what is heard gathers until it is stopped. Resolves when the stream is open. */
  async live(): Promise<Listening> {
    const stopping = new AbortController()
    const answer = await fetch(`${this.url}/api/live`, {
      headers: { cookie: this.#cookie, 'x-baton': '1' },
      signal: stopping.signal,
    })
    if (!answer.ok || answer.body === null) throw new Error(`live: ${answer.status}`)
    const heard: Heard[] = []
    void gather(answer.body, heard).catch((error: unknown) => {
      if (!stopping.signal.aborted) throw error
    })
    return { heard, stop: () => stopping.abort() }
  }
}

async function gather(stream: ReadableStream<Uint8Array>, heard: Heard[]): Promise<void> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of stream as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true })
    const frames = text.split('\n\n')
    text = frames.pop() ?? ''
    for (const frame of frames.filter((one) => one.includes('event: change')))
      heard.push(JSON.parse(/^data: (.*)$/m.exec(frame)?.[1] ?? '{}'))
  }
}
