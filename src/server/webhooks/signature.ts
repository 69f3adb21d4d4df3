// Signatures as Standard Webhooks describes them (https://www.standardwebhooks.com).
import { createHmac } from 'node:crypto'

export type Message = {
  readonly id: string
  /** Whole seconds since 1970. */
  readonly timestamp: number
  readonly body: string
}

/** The three headers of a message, signed with every one of the secrets. */
export const signedHeaders = (
  message: Message,
  secrets: readonly string[],
): Readonly<Record<string, string>> => ({
  'webhook-id': message.id,
  'webhook-timestamp': `${message.timestamp}`,
  'webhook-signature': secrets.map((secret) => signature(message, secret)).join(' '),
})

function signature({ id, timestamp, body }: Message, secret: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`
}
