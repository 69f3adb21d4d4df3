import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { parsePidFile, runningPostmaster } from './postmaster.ts'

const folder = mkdtempSync(join(tmpdir(), 'baton-postmaster-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const pidFile = (pid: number): string =>
  `${pid}\n${folder}\n1760000000\n54321\n\n127.0.0.1\n  1234567    42\nready   \n`

test('reads number, port and state of a pid file', () => {
  expect(parsePidFile(pidFile(77))).toEqual({ pid: 77, port: 54321, isReady: true })
  expect(parsePidFile('77\n/data\n1\n')).toEqual({ pid: 77, port: 0, isReady: false })
  expect(parsePidFile('')).toBeNull()
})

test('a pid file whose number another program has now is stale and is removed', () => {
  const file = join(folder, 'postmaster.pid')
  writeFileSync(file, pidFile(process.pid))
  expect(runningPostmaster(folder)).toBeNull()
  expect(() => rmSync(file)).toThrow(/ENOENT/)
})
