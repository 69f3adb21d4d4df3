import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { runnableBinaries } from './binaries.ts'
import { placeOf } from './cluster.ts'

let root = ''
let installed = { folder: '', version: '18.0.0' }

// A tree of the shape npm unpacks: the library link is only listed, because packages cannot carry links.
beforeEach(() => {
  root = fs.mkdtempSync(join(tmpdir(), 'baton-binaries-'))
  fs.chmodSync(root, 0o755)
  installed = { folder: join(root, 'package', 'native'), version: '18.0.0' }
  fs.mkdirSync(join(installed.folder, 'bin'), { recursive: true })
  fs.mkdirSync(join(installed.folder, 'lib'))
  fs.writeFileSync(join(installed.folder, 'bin', 'postgres'), 'program', { mode: 0o755 })
  fs.writeFileSync(join(installed.folder, 'lib', 'libpq.so.5.18'), 'library')
  const link = { source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }
  fs.writeFileSync(join(installed.folder, 'pg-symlinks.json'), JSON.stringify([link]))
})
afterEach(() => fs.rmSync(root, { recursive: true, force: true }))

const linked = (folder: string): string => fs.readFileSync(join(folder, 'lib', 'libpq.so.5'), 'utf8')

test('missing library links are made in place, however often it starts', () => {
  for (let start = 0; start < 2; start++) {
    const found = runnableBinaries(join(root, 'place'), null, installed)
    expect(found.folder).toBe(installed.folder)
    expect(linked(found.folder)).toBe('library')
  }
  expect(fs.existsSync(join(root, 'place'))).toBe(false)
})

test('programs that the account cannot read are copied, with their links, where it can', () => {
  fs.chmodSync(join(root, 'package'), 0o700)
  const stranger = { uid: 65534, gid: 65534 }
  const found = runnableBinaries(join(root, 'place'), stranger, installed)
  expect(found.folder).toBe(join(root, 'place', 'programs-18.0.0'))
  expect(linked(found.folder)).toBe('library')
  expect(fs.statSync(join(found.folder, 'bin', 'postgres')).mode & 0o777).toBe(0o755)
})

test.skipIf(process.getuid?.() !== 0)(
  'root keeps the cluster of a closed home elsewhere and remembers where (skipped: only root hands over to nobody)',
  () => {
    const home = join(root, 'home', 'postgres')
    fs.mkdirSync(home, { recursive: true })
    expect(placeOf(home, join(root, 'system'))).toBe(home)
    fs.chmodSync(join(root, 'home'), 0o700)
    const place = placeOf(home, join(root, 'system'))
    expect(place.startsWith(join(root, 'system'))).toBe(true)
    fs.chmodSync(join(root, 'home'), 0o711)
    expect(placeOf(home, join(root, 'system'))).toBe(place)
  },
)
