// Runs after each file of tests that opens anything: files of one worker share its process.
import { afterAll } from 'vitest'
import { endFile } from './afterwards.ts'

afterAll(endFile)
