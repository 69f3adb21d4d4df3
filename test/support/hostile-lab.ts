// Definitions changed at random, sensibly and not, under clients that write: no value is lost, nothing breaks, and doctor is content.
import { randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { idSource } from '#base/ids'
import { cheapPasswordCost, createAccount } from '#kernel/identity/store'
import { workspaceParts } from '#kernel/module/store'
import type { Change } from '#kernel/records'
import { createWorkspace } from '#kernel/workspace/store'
import { complaints } from './doctor.ts'
import { type Answer, clientOn, type Ground } from './hostile-clients.ts'
import { importerOn } from './hostile-import.ts'
import { type Kept, type Known, standingOf } from './hostile-memory.ts'
import { type Office, publishing } from './hostile-publishing.ts'
import { randomFrom } from './random.ts'
import { password, quietNode, workspace } from './warehouse.ts'

/** Where the nodes are, and how one is ended at once and started again. */
export type Site = {
  readonly url: string
  readonly addresses: () => readonly string[]
  readonly kill: ((at: number) => Promise<void>) | null
  /** What the nodes said of a request that failed. */
  readonly said: (request: string) => string
  readonly stop: () => Promise<void>
}

export type HostileOptions = {
  /** On a database that is empty, once the workspace has been made there. */
  readonly open: () => Promise<Site>
  readonly url: string
  readonly seed: number
  /** Changes to definitions: what drafts are made of, publications, and ways back. */
  readonly edits: number
  readonly clients: number
  /** A node is killed once in so many edits. */
  readonly killEvery: number
  readonly say: (line: string) => void
}

export type HostileReport = {
  readonly edits: number
  readonly counts: Readonly<Record<string, number>>
  readonly faults: readonly string[]
}

const mostFaults = 30

export async function hostile(options: HostileOptions): Promise<HostileReport> {
  const people = await found(options.url, options.clients + 2)
  const site = await options.open()
  try {
    const lab = labAt(site, options, people)
    await lab.run()
    for (const one of await settle(lab, site)) lab.fault(one)
    return { edits: lab.edits(), counts: lab.counts, faults: [...new Set(lab.faults)] }
  } finally {
    await site.stop()
  }
}

type Lab = {
  readonly counts: Record<string, number>
  readonly faults: readonly string[]
  readonly fault: (sentence: string) => void
  readonly edits: () => number
  readonly office: Office
  readonly run: () => Promise<void>
}

function labAt(site: Site, options: HostileOptions, people: readonly Person[]): Lab {
  const { seed, say } = options
  const random = randomFrom(seed)
  const counts: Record<string, number> = {}
  const count = (name: string, by = 1): void => {
    counts[name] = (counts[name] ?? 0) + by
  }
  const faults: string[] = []
  const fault = (sentence: string): void => {
    if (!faults.includes(sentence)) say(`FAULT ${sentence.slice(0, 4000)}`)
    faults.push(sentence)
  }
  const hand = gate()
  const records = new Map<string, Kept>()
  const newId = idSource(Date.now, randomBytes)
  const ids = people.map(({ id }) => id)
  let ticks = 0
  const state = {
    known: nothing,
    standing: standingOf(nothing),
    publications: 0,
    edits: 0,
    isOpen: true,
    latest: 'nothing',
  }
  const groundOf = (login: string): Ground => ({
    ask: askAs(site, login, { fault, count }),
    ...{ newId, people: ids, fault, records },
    standing: () => state.standing,
    publications: () => state.publications,
    latest: () => state.latest,
    tick: () => ++ticks,
  })
  const [chief, second, ...writers] = people.map(({ login }) => groundOf(login))
  if (chief === undefined || second === undefined) throw new Error('nobody publishes')
  const importing = new Set<string>()
  const most = options.edits
  const office: Office = { site, chief, second, state, gate: hand, importing, count, random, most }
  const work = async (step: () => Promise<void>): Promise<void> => {
    for (; state.isOpen; await wait(random.below(80))) await hand.through(step)
  }
  const run = async (): Promise<void> => {
    await office.chief.ask('GET', '/api/metadata')
    const publish = await publishing(office)
    const clients = writers.map((ground, at) => clientOn(ground, randomFrom(seed + at + 1), `c${at}`))
    const importer = importerOn(second, randomFrom(seed + 99), importing)
    // An import takes its time; nobody waits for it.
    const bringing = async (): Promise<void> => {
      for (; state.isOpen; await wait(20)) await importer.step()
    }
    const working = [...clients.map(({ step }) => work(step)), bringing()].map((one) =>
      one.catch((error: unknown) => fault(`a client failed: ${(error as Error).stack}`)),
    )
    let told = 0
    let killed = 0
    while (state.edits < options.edits && faults.length < mostFaults) {
      const isDue = site.kill !== null && state.edits - killed >= options.killEvery
      if (isDue) killed = state.edits
      await publish(isDue)
      if (state.edits - told < 250) continue
      told = state.edits
      say(`${told} edits, ${JSON.stringify(counts)}, ${records.size} records, ${faults.length} faults`)
    }
    state.isOpen = false
    await Promise.all(working)
  }
  return { counts, faults, fault, edits: () => state.edits, office, run }
}

const nothing: Known = {
  ...{
    version: 0,
    objects: [],
    extensions: [],
    policies: [],
    metrics: [],
    tiles: [],
    flows: [],
    aside: [],
    filling: [],
  },
}

/** Lets work through, or holds it back until what is under way is done. */
export type Gate = {
  readonly through: (work: () => Promise<void>) => Promise<void>
  readonly held: <T>(work: () => Promise<T>) => Promise<T>
}

function gate(): Gate {
  let busy = 0
  let holds = 0
  return {
    async through(work) {
      while (holds > 0) await wait(5)
      busy++
      try {
        await work()
      } finally {
        busy--
      }
    },
    async held(work) {
      holds++
      try {
        while (busy > 0) await wait(2)
        return await work()
      } finally {
        holds--
      }
    },
  }
}

/** Requests of one person, at either node in turn; a node that is gone is asked again. */
function askAs(
  site: Site,
  login: string,
  { fault, count }: { fault: (sentence: string) => void; count: (name: string) => void },
): Ground['ask'] {
  let cookie: string | null = null
  let turn = login.length
  const once = async (
    method: string,
    path: string,
    body: unknown,
  ): Promise<(Answer & { cookie: string }) | null> => {
    const addresses = site.addresses()
    const address = addresses[turn++ % addresses.length]
    const isForm = body instanceof FormData
    try {
      const answer = await fetch(`${address}${path}`, {
        method,
        headers: {
          ...{ cookie: cookie ?? '', 'x-baton': '1' },
          ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
        signal: AbortSignal.timeout(120_000),
      })
      const text = await answer.text()
      const said = answer.headers.get('set-cookie') ?? ''
      return {
        status: answer.status,
        body: text === '' ? null : JSON.parse(text),
        cookie: said.split(';')[0] ?? '',
      }
    } catch {
      return null
    }
  }
  return async (method, path, body) => {
    for (let tries = 0; ; tries++) {
      if (cookie === null) {
        const session = await once('POST', '/api/session', { workspace, login, password })
        if (session?.status === 200) cookie = session.cookie
      }
      const answer = cookie === null ? null : await once(method, path, body)
      if (answer !== null) {
        count(answer.status < 400 ? 'answered' : 'refused')
        if (answer.status >= 500 || answer.status === 429)
          fault(
            `${await toldOf(site, requestOf(answer.body))}${answer.status} to ${method} ${path}: ${JSON.stringify(answer.body)} on ${JSON.stringify(body)?.slice(0, 3000)}`,
          )
        return { ...answer, isAgain: tries > 0 }
      }
      if (tries > 1200) throw new Error('no node answers any more')
      await wait(50)
    }
  }
}

/** A node may answer before it has written down why. */
async function toldOf(site: Site, request: string): Promise<string> {
  for (let tries = 0; tries < 20 && site.said(request) === ''; tries++) await wait(50)
  return site.said(request)
}

const requestOf = (body: unknown): string =>
  (body as { problems?: { params?: { request?: string } }[] } | null)?.problems?.[0]?.params?.request ??
  'none'

type Person = { readonly id: string; readonly login: string }

/** The workspace and its administrators. */
async function found(url: string, number: number): Promise<readonly Person[]> {
  const node = await quietNode(url)
  try {
    const wish = { id: workspace, name: '测试公司', zone: 'Asia/Shanghai' }
    const made = await createWorkspace(node.owner, wish, workspaceParts, node.now())
    const engine = await node.workspaces.engineOf(workspace)
    if (!made.ok || engine === undefined) throw new Error('The workspace was not made')
    const people = Array.from({ length: number }, (_, at) => ({ id: node.newId(), login: `hostile${at}` }))
    const create = (object: string, id: string, values: Record<string, string>): Change => ({
      ...{ kind: 'create', object, id, values },
    })
    const written = await engine.write(engine.systemActor('installer'), { source: 'system' }, [
      ...people.map(({ id, login }) => create('identity.person', id, { name: login, login })),
      ...people.map(({ id }) =>
        create('identity.roleAssignment', node.newId(), { person: id, role: 'admin' }),
      ),
    ])
    if (!written.ok) throw new Error(JSON.stringify(written.problems))
    for (const { id, login } of people) {
      const account = { person: id, login, password }
      const opened = await node.owner.transaction((tx) =>
        createAccount(tx, engine.workspace.namespace, account, node.now(), cheapPasswordCost),
      )
      if (!opened.ok) throw new Error(JSON.stringify(opened.problems))
    }
    return people
  } finally {
    await node.stop()
  }
}

/** Once everything has followed: whether every record and its history is there, and what doctor says. */
async function settle({ office }: Lab, site: Site): Promise<readonly string[]> {
  const { ask, records } = office.chief
  for (let tries = 0; tries < 600; tries++) {
    const { body } = await ask('GET', '/api/definitions')
    if ((body as Known).filling.length === 0) break
    await wait(200)
  }
  const faults: string[] = []
  for (const kept of records.values()) faults.push(...(await untold(ask, kept, office)))
  return [...faults, ...(await complaints(site.url))]
}

/** What the history of a record does not tell: of each of its versions there is one change. */
async function untold(ask: Ground['ask'], kept: Kept, { state }: Office): Promise<readonly string[]> {
  const events: { readonly version: number }[] = []
  let after = ''
  do {
    const { status, body } = await ask(
      'GET',
      `/api/records/${kept.object}/${kept.id}/history?limit=100${after}`,
    )
    // Of an object that is out of use nobody is told.
    if (status !== 200)
      return state.standing.has(kept.object)
        ? [`${kept.object} ${kept.id}: its history answers ${status}`]
        : []
    const page = body as { rows: typeof events; next: string | null }
    events.push(...page.rows)
    after = page.next === null || page.next === undefined ? '' : `&after=${encodeURIComponent(page.next)}`
  } while (after !== '')
  const told = events.map(({ version }) => version)
  const isWhole = told.length >= kept.version && told.every((version, at) => version === told.length - at)
  return isWhole ? [] : [`${kept.object} ${kept.id}: at version ${kept.version}, and ${told} in its history`]
}
