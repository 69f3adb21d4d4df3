import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { derivedId, uuidV5 } from './derived-id.ts'
import { isUuid } from './ids.ts'

const dns = '6ba7b810-9dad-11d1-80b4-00c04fd430c8'

test('agrees with the example of RFC 9562 appendix A.4', () => {
  expect(uuidV5(dns, 'www.example.com')).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2')
})

test('agrees with another SHA-1 on names of every length and script', () => {
  const theirs = (name: string): string =>
    createHash('sha1')
      .update(Buffer.from(dns.replaceAll('-', ''), 'hex'))
      .update(name, 'utf8')
      .digest('hex')
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (name) => {
      const ours = uuidV5(dns, name).replaceAll('-', '')
      const hash = theirs(name)
      expect(ours.slice(0, 12)).toBe(hash.slice(0, 12))
      expect(ours.slice(17, 32)).toBe(hash.slice(17, 32))
    }),
    { seed: 5, numRuns: 300 },
  )
})

test('is an identifier, the same for the same names and another for names joined differently', () => {
  expect(isUuid(derivedId('flow', 'a'))).toBe(true)
  expect(derivedId('flow', 'a')).toBe(derivedId('flow', 'a'))
  expect(derivedId('flow', 'a')).not.toBe(derivedId('flowa'))
})
