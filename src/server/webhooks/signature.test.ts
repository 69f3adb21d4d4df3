// Signatures against the example that Standard Webhooks publishes.
import { expect, test } from 'vitest'
import { isSigned } from '#test/receiver'
import { signedHeaders } from './signature.ts'

const message = {
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  timestamp: 1614265330,
  body: '{"test": 2432232314}',
}
const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'

test('[HT40] the published example has the published signature', () => {
  expect(signedHeaders(message, [secret])).toEqual({
    'webhook-id': message.id,
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  })
})

test('[HT40] a message signed with two secrets is verified with either, and with nothing else', () => {
  const other = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
  const headers = signedHeaders(message, [secret, other])
  const { body } = message
  expect([secret, other].map((one) => isSigned({ headers, body }, one))).toEqual([true, true])
  expect(isSigned({ headers, body }, `whsec_${Buffer.alloc(32, 8).toString('base64')}`)).toBe(false)
  expect(isSigned({ headers, body: `${body} ` }, secret)).toBe(false)
  expect(isSigned({ headers: { ...headers, 'webhook-timestamp': '1614265331' }, body }, secret)).toBe(false)
})
