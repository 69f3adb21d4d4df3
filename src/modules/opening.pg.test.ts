// The shipped modules open on a real database, and open again without a difference.
import { expect, test } from 'vitest'
import { openBusiness } from '#kernel/module/store'
import { modules } from '#modules'
import { newId, testCompany } from '#test/company'

test('every shipped definition, policy, formula and flow compiles and has its tables', async () => {
  const company = await testCompany()
  const { version } = company.engine.compiled()
  const again = await openBusiness({
    db: company.db,
    workspace: company.engine.workspace,
    modules,
    clock: () => new Date(company.now()),
    newId,
    initials: () => '',
  })
  expect(again.ok && again.value.compiled().version).toBe(version)
})
