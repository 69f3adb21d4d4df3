import { expect, test } from 'vitest'
import { settingsFor } from './settings.ts'

const gibibyte = 1024 ** 3

test('a lasting cluster never gives up durability, a test cluster does', () => {
  const machine = { memoryBytes: 4 * gibibyte, cores: 2 }
  for (const name of ['fsync', 'synchronous_commit', 'full_page_writes']) {
    expect(settingsFor({ ...machine, durable: true })[name]).toBe('on')
    expect(settingsFor({ ...machine, durable: false })[name]).toBe('off')
  }
})

test('memory settings follow the machine between a floor and a ceiling', () => {
  const buffers = (memoryBytes: number) =>
    settingsFor({ memoryBytes, cores: 2, durable: true }).shared_buffers
  expect(buffers(gibibyte / 4)).toBe('64MB')
  expect(buffers(4 * gibibyte)).toBe('512MB')
  expect(buffers(256 * gibibyte)).toBe('2048MB')
})

test('only this machine can reach it', () => {
  const settings = settingsFor({ memoryBytes: gibibyte, cores: 1, durable: true })
  expect(settings.listen_addresses).toBe('127.0.0.1')
})
