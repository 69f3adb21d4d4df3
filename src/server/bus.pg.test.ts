import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { emptyDatabase } from '#test/database'
import { type EventBus, openBus, type Wake } from './bus.ts'

const { url } = await emptyDatabase()
const open: EventBus[] = []
afterAll(() => Promise.all(open.map((bus) => bus.close())))

async function node(): Promise<EventBus> {
  const bus = await openBus({ url, retryMs: 20 })
  open.push(bus)
  return bus
}

const next = (bus: EventBus): Promise<Wake> =>
  new Promise((resolve) => {
    const end = bus.subscribe('log', (wake) => {
      end()
      resolve(wake)
    })
  })

test('[HT30] a wake-up reaches listeners of this node and of another, once each', async () => {
  const [here, there] = [await node(), await node()]
  const heard: Wake[] = []
  here.subscribe('log', (wake) => heard.push(wake))
  const far = next(there)
  here.publish('log', { workspace: 'demo', id: '7' })
  expect(heard).toEqual([{ workspace: 'demo', id: '7' }])
  expect(await far).toEqual({ workspace: 'demo', id: '7' })
  const back = next(here)
  there.publish('log', { workspace: 'other' })
  expect(await back).toEqual({ workspace: 'other' })
  expect(heard).toHaveLength(2)
})

test('[HT30] many wake-ups at once arrive in order, and the driver warns of nothing', async () => {
  const warnings: Error[] = []
  const onWarning = (warning: Error): void => void warnings.push(warning)
  process.on('warning', onWarning)
  const [here, there] = [await node(), await node()]
  const places = Array.from({ length: 20 }, (_, place) => String(place))
  const heard: (string | undefined)[] = []
  await new Promise<void>((resolve) => {
    there.subscribe('log', ({ id }) => void (heard.push(id) === places.length && resolve()))
    for (const id of places) here.publish('log', { workspace: 'demo', id })
  })
  process.off('warning', onWarning)
  expect(heard).toEqual(places)
  expect(warnings).toEqual([])
})

test('[HT31] a lost connection is opened again, listeners are told, and wake-ups flow', async () => {
  const [here, there] = [await node(), await node()]
  const resumed = new Promise<void>((resolve) => void there.onResume(resolve))
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen baton_%' and datname = current_database() and pid <> pg_backend_pid()`,
  )
  await client.end()
  await resumed
  const far = next(there)
  const again = setInterval(() => here.publish('log', { workspace: 'demo' }), 20)
  expect(await far).toEqual({ workspace: 'demo' })
  clearInterval(again)
})
