// Where webhooks may send to, read once from the environment.

export type WebhookSettings = {
  /** Addresses without encryption. */
  readonly allowsPlain: boolean
  /** Addresses of this host, of private networks and of other networks that are not the public internet. */
  readonly allowsPrivate: boolean
}

/** Only https, and only to the public internet. */
export const strictWebhooks: WebhookSettings = { allowsPlain: false, allowsPrivate: false }

/** WEBHOOKS_ALLOW: `http`, `private`, or both, separated by commas. */
export function webhookSettings(environment: Readonly<Record<string, string | undefined>>): WebhookSettings {
  const allowed = (environment.WEBHOOKS_ALLOW ?? '').split(',').map((word) => word.trim().toLowerCase())
  return { allowsPlain: allowed.includes('http'), allowsPrivate: allowed.includes('private') }
}
