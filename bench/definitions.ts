// What definitions cost in a workspace of many objects: to load, to publish one field of, and to be told of.
import { cpuUsage } from 'node:process'
import { type ManyObjects, makeManyObjects } from './many-objects.ts'
import { residentOf } from './processes.ts'
import { startSide } from './side.ts'

const times = 5

type Cost = { readonly ms: number; readonly cpuMs: number }

async function costOf(work: () => Promise<unknown>): Promise<Cost> {
  const [begun, used] = [performance.now(), cpuUsage()]
  await work()
  const { user, system } = cpuUsage(used)
  return { ms: performance.now() - begun, cpuMs: (user + system) / 1000 }
}

/** The middle of several, each by itself. */
async function usualCost(work: (round: number) => Promise<unknown>): Promise<Cost> {
  const found: Cost[] = []
  for (let round = 0; round < times; round++) found.push(await costOf(() => work(round)))
  const middle = (pick: (cost: Cost) => number): number =>
    found.map(pick).sort((one, other) => one - other)[Math.floor(times / 2)] ?? 0
  return { ms: middle(({ ms }) => ms), cpuMs: middle(({ cpuMs }) => cpuMs) }
}

const cells = (what: string, { ms, cpuMs }: Cost): string =>
  `| ${what} | ${Math.round(ms)} | ${Math.round(cpuMs)} |`

/** A table of what loading, publishing and asking cost; asking is done of a server of its own. */
export async function definitionCosts(url: string, home: string): Promise<string> {
  const lines = ['| definitions | ms | CPU ms of this process |', '| --- | --- | --- |']
  const publishing = ({ addField }: ManyObjects, prefix: string): Promise<Cost> =>
    usualCost((round) => addField(`${prefix}${round}`))
  const many = await makeManyObjects(url, async (small) => {
    lines.push(cells('loaded and compiled, nothing made here', await usualCost(() => small.engine.refresh())))
    lines.push(cells('one field published, nothing made here', await publishing(small, 'few')))
  })
  lines.push(
    cells('loaded and compiled, 300 objects and 10,000 fields', await usualCost(() => many.engine.refresh())),
  )
  lines.push(cells('one field published, 300 objects and 10,000 fields', await publishing(many, 'more')))
  const side = await startSide('baton', url, home)
  const headers = { cookie: `baton_session=${many.session}`, 'accept-encoding': 'br' }
  const ask = async (more: Record<string, string> = {}): Promise<Response> => {
    const answer = await fetch(`http://127.0.0.1:${side.port}/api/metadata`, {
      headers: { ...headers, ...more },
    })
    await answer.arrayBuffer()
    return answer
  }
  lines.push(cells('metadata, the workspace opened by it', await costOf(() => ask())))
  lines.push(cells('metadata, whole', await usualCost(() => ask())))
  const answer = await ask()
  const tag = answer.headers.get('etag') ?? ''
  lines.push(cells('metadata, unchanged', await usualCost(() => ask({ 'if-none-match': tag }))))
  const { now, most } = residentOf(side.pid)
  lines.push(
    '',
    `Metadata ${answer.headers.get('content-length')} bytes compressed; resident memory ${now} MB, ${most} MB at most`,
  )
  await side.stop()
  await many.db.close()
  return lines.join('\n')
}
