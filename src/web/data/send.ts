// Sending changes over a connection that may be lost on the way: what is harmless to do twice is sent until there is an answer.
import type { Change, Written } from '#kernel/records'
import { type Answer, call } from './api.ts'
import { untilBack } from './connection.ts'
import { sendFilesOf } from './offline/waiting-files.ts'
import { fieldTimes } from './time-spent.ts'

const mostTries = 3

/** Writes of this page, by their id in the log: nobody else's. */
export const ownWrites = new Set<string>()

/** Sends changes as one write. Where the connection was lost and repeating cannot do them twice, they are sent again once it is back. */
export async function sendChanges(changes: readonly Change[], reason?: string): Promise<Answer<Written>> {
  // Files that wait on this device and are named in the changes go first.
  const files = await sendFilesOf(changes)
  if (!files.ok) return files
  const spent = fieldTimes.take()
  const send = (): Promise<Answer<Written>> =>
    call<Written>('/api/write', {
      method: 'POST',
      body: {
        changes,
        ...(reason === undefined ? {} : { reason }),
        ...(spent.length === 0 ? {} : { spent }),
      },
    })
  let answer = await send()
  for (let again = 0; again < mostTries && mayRepeat(answer, changes) && (await untilBack()); again++)
    answer = await send()
  if (answer.ok) ownWrites.add(answer.value.writeId)
  return answer
}

/** What the same write would come to: nothing is stored. */
export const judgeChanges = (changes: readonly Change[]): Promise<Answer<Written>> =>
  call<Written>('/api/judgement', { method: 'POST', body: { changes } })

const mayRepeat = (answer: Answer<unknown>, changes: readonly Change[]): boolean =>
  isUnanswered(answer) && changes.every(isRepeatable)

/** The server, or what stands before it, did not say whether it was done. */
const isUnanswered = (answer: Answer<unknown>): boolean => !answer.ok && [0, 502, 504].includes(answer.status)

/** A create names its record, an update or removal the version it is made against, a restored record stands: none is done twice. */
const isRepeatable = (change: Change): boolean =>
  change.kind === 'create' ||
  change.kind === 'restore' ||
  (change.kind !== 'act' && change.version !== undefined)
