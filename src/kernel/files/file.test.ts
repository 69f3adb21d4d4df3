import fc from 'fast-check'
import { expect, test } from 'vitest'
import { downloadHeaders } from './download.ts'
import { cleanMediaType, cleanName, isContentHash } from './file.ts'

const headers = (name: string, mediaType: string) => downloadHeaders({ name, mediaType, size: 3 })

test('[FI4] a name is only a name', () => {
  expect(cleanName('合同 v2.pdf')).toBe('合同 v2.pdf')
  expect(cleanName('../../etc/passwd')).toBe('passwd')
  expect(cleanName('C:\\Users\\li\\报价.xlsx')).toBe('报价.xlsx')
  expect(cleanName('a\r\nSet-Cookie: x.txt')).toBe('aSet-Cookie: x.txt')
  expect(cleanName('invoice\u202Efdp.exe')).toBe('invoicefdp.exe')
  expect(cleanName('...')).toBe('file')
  expect(cleanName('')).toBe('file')
  expect([...cleanName('长'.repeat(500))]).toHaveLength(200)
})

test('[FI4] a media type that is none becomes bytes', () => {
  expect(cleanMediaType('IMAGE/PNG; charset=x')).toBe('image/png')
  for (const bad of ['', 'image', 'image/png\r\nx: y', 'a/b/c', `${'x'.repeat(99)}/y`])
    expect(cleanMediaType(bad)).toBe('application/octet-stream')
})

test('[FI7] pictures, PDF and plain text are shown, in pages of ours only; everything else is downloaded as bytes', () => {
  for (const type of ['image/png', 'image/jpeg', 'application/pdf', 'text/plain'])
    expect(headers('a', type)).toMatchObject({
      'content-type': expect.stringMatching(`^${type}`),
      'content-disposition': expect.stringMatching(/^inline;/),
      'content-security-policy': expect.stringMatching(/frame-ancestors 'self'/),
    })
  for (const type of [
    'text/html',
    'image/svg+xml',
    'application/xhtml+xml',
    'text/javascript',
    'application/octet-stream',
  ])
    expect(headers('a', type)).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': expect.stringMatching(/^attachment;/),
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
    })
})

test('[FI7] any name makes a header that can be sent and read back', () => {
  expect(headers('报价 (1).pdf', 'application/pdf')['content-disposition']).toBe(
    `inline; filename*=UTF-8''%E6%8A%A5%E4%BB%B7%20%281%29.pdf`,
  )
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 50 }), (name) => {
      const header = headers(name, 'text/plain')['content-disposition'] ?? ''
      const [, encoded] = /^inline; filename\*=UTF-8''(.*)$/.exec(header) ?? []
      return /^[\x20-\x7e]*$/.test(header) && encoded !== undefined && decodeURIComponent(encoded) === name
    }),
    { seed: 5, numRuns: 200 },
  )
})

test('[FI3] only a hash is a hash', () => {
  expect(isContentHash('0af'.padEnd(64, '9'))).toBe(true)
  for (const bad of ['', '../x', 'A'.repeat(64), 'a'.repeat(63), `${'a'.repeat(64)}\n`, `${'a'.repeat(63)}/`])
    expect(isContentHash(bad)).toBe(false)
})
