// The server's own log: lines of JSON, secrets left out.
import pino, { type Logger } from 'pino'

const secrets = [
  'password',
  'secret',
  'token',
  'authorization',
  'cookie',
  'set-cookie',
  'connectionString',
  'url',
]

/** Level from LOG_LEVEL, `warn` when absent. */
export const openLog = (level = 'warn'): Logger =>
  pino({
    level,
    redact: {
      paths: secrets.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`]),
      censor: '[redacted]',
    },
  })
