// What a token looks like: the workspace it is for, what kind it is, and the secret.

export type TokenKind = 'session' | 'api'

export type Token = { readonly workspace: string; readonly kind: TokenKind; readonly secret: string }

const pattern = /^([a-z][a-z0-9_]{1,19})\.(api\.)?([A-Za-z0-9_-]{43})$/

/** `<workspace>.<secret>` for sessions, `<workspace>.api.<secret>` for API tokens; the secret is 256 bits in base64url. */
export const formatToken = ({ workspace, kind, secret }: Token): string =>
  `${workspace}.${kind === 'api' ? 'api.' : ''}${secret}`

/** Undefined for text that cannot be one of our tokens, so that nothing is asked of the database for it. */
export function parseToken(text: string): Token | undefined {
  const match = pattern.exec(text)
  if (match === null) return undefined
  return {
    workspace: match[1] ?? '',
    kind: match[2] === undefined ? 'session' : 'api',
    secret: match[3] ?? '',
  }
}
