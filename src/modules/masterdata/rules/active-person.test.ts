import { describe, expect, test } from 'vitest'
import { activePersonProblem } from './active-person.ts'

describe('owners', () => {
  test('[MD5] nobody, or somebody who has left, cannot own anything', () => {
    expect(activePersonProblem(null, 'owner')?.code).toBe('masterdata.unknownPerson')
    expect(activePersonProblem({ name: '李雷', active: false }, 'owner')).toEqual({
      code: 'masterdata.inactivePerson',
      path: ['owner'],
      params: { person: '李雷' },
    })
  })
  test('[MD5] an active person can', () => {
    expect(activePersonProblem({ name: '李雷', active: true }, 'owner')).toBeNull()
  })
})
