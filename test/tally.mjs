// A reporter that leaves for test/run.mjs what became of each test, and everything that failed outside of one.
import { writeFileSync } from 'node:fs'
import { relative } from 'node:path'

export default class Tally {
  // Hooks and files fail too, and so does what nobody awaited: each is named with its message.
  onTestRunEnd(modules, unhandled) {
    const tests = modules.flatMap((module) => [...module.children.allTests()])
    const inState = (state) => tests.filter((test) => test.result().state === state)
    const passed = inState('passed').length
    const failures = [
      ...inState('failed').flatMap((test) => told(titleOf(test), test.result().errors)),
      ...modules.flatMap((module) => told(fileOf(module), module.errors())),
      ...modules.flatMap((module) => [...module.children.allSuites()].flatMap(ofSuite)),
      ...told('outside of every test', unhandled),
    ]
    const left = tests.filter((test) => !['passed', 'failed'].includes(test.result().state))
    const skipped = left.map((test) => `${titleOf(test)} (${reasonOf(test)})`)
    writeFileSync(process.env.BATON_TALLY, JSON.stringify({ passed, skipped, failures }))
  }
}

const fileOf = (module) => relative(process.cwd(), module.moduleId)
const titleOf = (test) => `${fileOf(test.module)} > ${test.fullName}`
const ofSuite = (suite) => told(`${fileOf(suite.module)} > ${suite.fullName}`, suite.errors())

// One failure for each thing that failed, with the first of its messages.
const told = (where, errors) => (errors.length > 0 ? [`${where}\n    ${messageOf(errors[0])}`] : [])
const messageOf = (error) => ownLines(String(error.stack ?? error.message ?? error)).slice(0, 1500)
const ownLines = (text) =>
  text
    .split('\n')
    .filter((line) => !line.includes('node_modules'))
    .join('\n')

// A test says why it skips in its meta (test/support/browser.ts) or in brackets at the end of its title.
function reasonOf(test) {
  return test.meta().skipped ?? /\((?:skipped: )?([^()]*)\)\s*$/.exec(test.name)?.[1] ?? 'no reason given'
}
