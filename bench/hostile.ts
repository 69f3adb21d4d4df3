// `npm run hostile [-- --edits=10000 --seed=1]`: changes definitions at random under writing clients, on two real servers that are killed.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hostile } from '#test/hostile-lab'
import { type ServerProcess, startServer } from '#test/server-process'
import { startEmbedded } from '../src/server/postgres/embedded.ts'

const given = (name: string, otherwise: number): number => {
  const found = process.argv.find((argument) => argument.startsWith(`--${name}=`))
  return found === undefined ? otherwise : Number(found.slice(name.length + 3))
}

/** On a busy machine a database that has just lost a node may be slow to take the next. */
const started = (environment: Readonly<Record<string, string>>): Promise<ServerProcess> =>
  startServer(environment).catch(() => startServer(environment))

const home = mkdtempSync(join(tmpdir(), 'baton-hostile-'))
// The account that serves root's cluster must be able to pass through the folder.
chmodSync(home, 0o711)
const seed = given('seed', 20261127)
const began = Date.now()
const database = await startEmbedded({ home, log: () => undefined })
const { url } = database
const environment = { DATABASE_URL: url, BATON_HOME: home }
const servers: ServerProcess[] = []
try {
  const { edits, counts, faults } = await hostile({
    ...{
      url,
      seed,
      edits: given('edits', 10_000),
      clients: 4,
      killEvery: given('kill', 400),
      say: console.log,
    },
    async open() {
      for (const _ of [0, 1]) servers.push(await started(environment))
      return {
        url,
        said: (request) =>
          servers
            .flatMap(({ output }) => output().split('\n'))
            .filter((line) => line.includes(request))
            .join('\n'),
        addresses: () => servers.map(({ address }) => address),
        async kill(at) {
          await servers[at]?.end('SIGKILL')
          const port = new URL(servers[at]?.address ?? '').port
          servers[at] = await started({ ...environment, PORT: port })
        },
        stop: async () => undefined,
      }
    },
  })
  const seconds = Math.round((Date.now() - began) / 1000)
  console.log(
    `seed ${seed}: ${edits} edits in ${seconds} s, ${JSON.stringify(counts)}, ${faults.length} faults`,
  )
  process.exitCode = faults.length === 0 ? 0 : 1
} finally {
  for (const server of servers) await server.end('SIGKILL')
  await database.stop()
  rmSync(home, { recursive: true, force: true })
}
