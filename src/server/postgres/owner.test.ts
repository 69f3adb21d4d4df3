import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { claim, release } from './owner.ts'
import { beginning } from './process.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'baton-owner-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const write = (pid: number, began: string) => writeFileSync(join(folder, 'owner'), `${pid} ${began}`)

test('a live owner keeps its claim, and a release by another changes nothing', () => {
  write(process.ppid, beginning(process.ppid))
  expect(claim(folder)).toBe(false)
  release(folder)
  expect(readFileSync(join(folder, 'owner'), 'utf8')).toContain(String(process.ppid))
})

test('the claim of a process that is gone, or whose number was given again, is taken over', () => {
  write(4_194_303, '1')
  expect(claim(folder)).toBe(true)
  write(process.ppid, 'another beginning')
  expect(claim(folder)).toBe(true)
})

test('what was released can be claimed again', () => {
  expect(claim(folder)).toBe(true)
  expect(claim(folder)).toBe(false)
  release(folder)
  expect(claim(folder)).toBe(true)
})
