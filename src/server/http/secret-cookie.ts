// The cookie that carries a session's secret (RFC 6265).

export const sessionCookie = 'baton_session'

const maxHeader = 8192

/** The value of one cookie in a Cookie header; undefined when it is absent. The first of several counts. */
export function readCookie(header: string | undefined, name: string): string | undefined {
  if (header === undefined || header.length > maxHeader) return undefined
  for (const part of header.split(';')) {
    const at = part.indexOf('=')
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim() || undefined
  }
  return undefined
}

type Keeping = { readonly secure: boolean; readonly maxAgeSeconds: number | null }

/**
 * A Set-Cookie header that no script can read and no other site's form can send. The secret must be a cookie value. How long
 * it is kept is said as an age, so that a browser whose clock is wrong can sign in too (RFC 6265 §5.2.2).
 */
export function sessionHeader(secret: string, { secure, maxAgeSeconds }: Keeping): string {
  if (!/^[\w.~+/=-]{1,512}$/.test(secret)) throw new Error('A session secret must be a cookie value')
  return [
    `${sessionCookie}=${secret}`,
    'Path=/',
    'HttpOnly',
    'SameSite=Lax',
    ...(secure ? ['Secure'] : []),
    ...(maxAgeSeconds === null ? [] : [`Max-Age=${maxAgeSeconds}`]),
  ].join('; ')
}

/** A Set-Cookie header that takes the cookie away. */
export const clearedSession = (secure: boolean): string =>
  `${sessionCookie}=; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}; Max-Age=0`

/** The secret of an `Authorization: Bearer` header (RFC 6750 §2.1). */
export const bearerSecret = (header: string | undefined): string | undefined =>
  /^bearer +([\w.~+/=-]{1,512})$/i.exec(header ?? '')?.[1]
