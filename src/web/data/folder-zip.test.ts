import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { unzipped, zipped } from './folder-zip.ts'

const folder = { 'baton.json': '{}\n', 'objects/x.拜访.json': '{"名":"拜访"}\n' }
const blob = (entries: Record<string, Uint8Array>): Blob => new Blob([zipSync(entries).slice()])

test('[MO14] an archive gives the folder back, and the same folder the same bytes', async () => {
  expect(await unzipped(zipped(folder))).toEqual(folder)
  const [one, other] = [zipped(folder), zipped(folder)]
  expect(await one.arrayBuffer()).toEqual(await other.arrayBuffer())
})

test('[MO14] a folder around it and what a desk leaves in archives are taken off', async () => {
  const packed = blob({
    'shop/': new Uint8Array(),
    'shop/baton.json': strToU8('{}\n'),
    'shop/objects/x.拜访.json': strToU8('{"名":"拜访"}\n'),
    'shop/.DS_Store': strToU8('x'),
    '__MACOSX/shop/._baton.json': strToU8('x'),
  })
  expect(await unzipped(packed)).toEqual(folder)
})

test('[MO14] what is no archive, is too large or would become too large is not opened', async () => {
  expect(await unzipped(new Blob(['nothing']))).toBeNull()
  expect(await unzipped(blob({ 'baton.json': new Uint8Array(1_000_001) }))).toBeNull()
  const many = Object.fromEntries(Array.from({ length: 2001 }, (_, at) => [`f${at}`, new Uint8Array(1)]))
  expect(await unzipped(blob(many))).toBeNull()
  // An archive that says less than it holds.
  const bomb = zipSync({ 'baton.json': new Uint8Array(900_000) })
  const view = new DataView(bomb.buffer, bomb.byteOffset, bomb.byteLength)
  for (let at = 0; at < bomb.length - 4; at++)
    if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 10, true)
  const opened = await unzipped(new Blob([bomb.slice()]))
  expect(opened === null || (opened['baton.json'] ?? '').length <= 10).toBe(true)
})

test('[MO14] a path that leads out of the folder stays what it is, for the server to refuse', async () => {
  const packed = blob({ 'baton.json': strToU8('{}'), '../../etc/x.json': strToU8('{}') })
  expect(Object.keys((await unzipped(packed)) ?? {})).toContain('../../etc/x.json')
})
