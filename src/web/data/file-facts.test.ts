import { expect, test } from 'vitest'
import { factsIn } from './file-facts.ts'

const told = (type: string, disposition: string) =>
  factsIn(new Headers({ 'content-type': type, 'content-disposition': disposition, 'content-length': '12' }))

test('a file is drawn in place only where the server would show it, whatever its name says', () => {
  expect(told('application/pdf', "inline; filename*=UTF-8''%E6%8A%A5%E4%BB%B7%20%281%29.pdf")).toEqual({
    ...{ name: '报价 (1).pdf', drawn: 'pdf', size: 12, isGone: false },
  })
  expect(told('image/png', "inline; filename*=UTF-8''a.png").drawn).toBe('picture')
  expect(told('text/plain; charset=utf-8', "inline; filename*=UTF-8''a.txt").drawn).toBe('text')
  expect(told('application/octet-stream', "attachment; filename*=UTF-8''a.png").drawn).toBe(null)
  expect(told('image/svg+xml', "attachment; filename*=UTF-8''a.svg").drawn).toBe(null)
})
