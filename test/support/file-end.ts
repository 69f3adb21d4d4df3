// Runs after each file of tests that opens anything, and after each test that fails: files of one worker share its process.
import { afterAll, afterEach } from 'vitest'
import { endFile, testimony } from './afterwards.ts'

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return
  const seen = await testimony()
  for (const error of seen === '' ? [] : (task.result.errors ?? [])) error.stack = `${error.stack}\n${seen}`
})

afterAll(endFile)
