// What may be set about the web server, read once from the environment.

export type HttpSettings = {
  readonly host: string
  readonly port: number
  /** What Fastify takes as trustProxy: whose X-Forwarded-* headers count; false for nobody's. */
  readonly trustProxy: boolean | string | ((address: string, hop: number) => boolean)
  /** Lets a monitor elsewhere read /metrics; null for loopback only. */
  readonly metricsToken: string | null
  /** Requests a minute: per session, and per address without one. */
  readonly perSession: number
  readonly perAddress: number
  /** Attempts to sign in a minute, per address and per login. */
  readonly signInsPerAddress: number
  readonly signInsPerLogin: number
  /** Bytes of one uploaded file. */
  readonly maxFile: number
  /** Folder of the built web pages; null when there is none. */
  readonly web: string | null
}

/** A number that is not negative; `otherwise` for whatever is none. */
export const numberOf = (text: string | undefined, otherwise: number): number => {
  const value = Number(text)
  return text === undefined || text === '' || !Number.isFinite(value) || value < 0 ? otherwise : value
}

/** PORT, HOST, TRUST_PROXY, METRICS_TOKEN, RATE_PER_SESSION, RATE_PER_ADDRESS, SIGN_INS_PER_ADDRESS, SIGN_INS_PER_LOGIN, MAX_FILE_MB. */
export function httpSettings(
  environment: Readonly<Record<string, string | undefined>>,
  web: string | null,
): HttpSettings {
  return {
    host: environment.HOST || '127.0.0.1',
    port: numberOf(environment.PORT, 3900),
    trustProxy: proxies(environment.TRUST_PROXY),
    metricsToken: environment.METRICS_TOKEN || null,
    perSession: numberOf(environment.RATE_PER_SESSION, 6000),
    perAddress: numberOf(environment.RATE_PER_ADDRESS, 600),
    signInsPerAddress: numberOf(environment.SIGN_INS_PER_ADDRESS, 60),
    signInsPerLogin: numberOf(environment.SIGN_INS_PER_LOGIN, 20),
    maxFile: Math.ceil(numberOf(environment.MAX_FILE_MB, 50) * 1024 * 1024),
    web,
  }
}

// "true" trusts the whole chain, a number that many hops, anything else is a list of addresses.
function proxies(text: string | undefined): HttpSettings['trustProxy'] {
  if (!text || text === 'false' || text === '0') return false
  if (text === 'true') return true
  return /^\d+$/.test(text) ? (_address, hop) => hop < Number(text) : text
}
