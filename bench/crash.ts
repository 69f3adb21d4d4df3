// `npm run crash [-- --rounds=30 --seed=1]`: kills a real server with its own database over and over under eight writing clients.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crash } from '#test/crash-lab'
import { startEmbedded } from '../src/server/postgres/embedded.ts'

const given = (name: string, otherwise: number): number => {
  const found = process.argv.find((argument) => argument.startsWith(`--${name}=`))
  return found === undefined ? otherwise : Number(found.slice(name.length + 3))
}

const home = mkdtempSync(join(tmpdir(), 'baton-crash-'))
// The account that serves root's cluster must be able to pass through the folder.
chmodSync(home, 0o711)
const seed = given('seed', Date.now() % 1_000_000)
console.log(`seed ${seed}`)
try {
  const { kills, acknowledged, unanswered, faults } = await crash({
    environment: { BATON_HOME: home },
    openDatabase: () => startEmbedded({ home, log: () => undefined }),
    rounds: given('rounds', 30),
    clients: 8,
    seed,
    longestRoundMs: 4000,
    say: console.log,
  })
  for (const fault of faults) console.error(fault)
  console.log(
    `${kills} kills, ${acknowledged} acknowledged writes, ${unanswered} orders unanswered, ${faults.length} faults`,
  )
  process.exitCode = faults.length === 0 ? 0 : 1
} finally {
  rmSync(home, { recursive: true, force: true })
}
