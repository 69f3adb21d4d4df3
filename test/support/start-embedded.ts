// A process of its own that runs the embedded PostgreSQL of the home given as argument (durable when a second one says so), until it is told to end.
import { startEmbedded } from '../../src/server/postgres/embedded.ts'

async function main(): Promise<void> {
  const home = process.argv[2] ?? ''
  const { url } = await startEmbedded({ home, durable: process.argv[3] === 'durable', log: () => undefined })
  process.stdout.write(`${url}\n`)
  setInterval(() => undefined, 60_000)
}

void main()
