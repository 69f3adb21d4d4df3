import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { commands } from './commands.ts'
import { main } from './main.ts'

const printed: string[] = []
beforeEach(() => {
  printed.length = 0
  for (const stream of ['log', 'error'] as const)
    vi.spyOn(console, stream).mockImplementation((line: unknown) => void printed.push(String(line)))
})
afterEach(() => vi.restoreAllMocks())

test('--help names every command with what it is for', async () => {
  expect(await main(['--help'])).toBe(0)
  for (const [name, { summary }] of Object.entries(commands))
    expect(printed.some((line) => line.includes(name) && line.includes(summary))).toBe(true)
})

test.each(['nonsense', 'toString', '__proto__'])(
  '"%s" is no command and says where to look',
  async (name) => {
    expect(await main([name])).toBe(2)
    expect(printed.join()).toContain('baton --help')
  },
)

test('every command in the table loads', async () => {
  for (const { load } of Object.values(commands)) expect(typeof (await load()).run).toBe('function')
  // The whole product is read in when the server's commands load.
}, 60_000)

test('doctor finds a database that does not answer and says what to do', async () => {
  vi.stubEnv('DATABASE_URL', 'postgresql://a:b@127.0.0.1:1/c')
  expect(await main(['doctor'])).toBe(1)
  expect(printed.join('\n')).toMatch(/FAIL.*database.*check that the server runs/)
  vi.unstubAllEnvs()
})
