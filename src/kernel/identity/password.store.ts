// Hashing of passwords with argon2id, and of tokens with SHA-256.
import { createHash, randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'

/** How much work one guess costs. `memoryKib` of memory, `passes` over it. */
export type PasswordCost = { readonly memoryKib: number; readonly passes: number }

/** OWASP Password Storage Cheat Sheet: argon2id with 19 MiB, two passes, one lane. */
export const passwordCost: PasswordCost = { memoryKib: 19_456, passes: 2 }

/** For tests and demonstration data only. */
export const cheapPasswordCost: PasswordCost = { memoryKib: 64, passes: 1 }

export const hashPassword = (password: string, cost: PasswordCost = passwordCost): Promise<string> =>
  hash(password.normalize('NFKC'), { memoryCost: cost.memoryKib, timeCost: cost.passes, parallelism: 1 })

/** False for a wrong password; the cost is the one the hash was made with. */
export const isPassword = (stored: string, password: string): Promise<boolean> =>
  verify(stored, password.normalize('NFKC'))

const decoys = new Map<string, Promise<string>>()

/** A hash that no password matches, made at the same cost: checking it takes as long as checking a real one. */
export function decoyHash(cost: PasswordCost): Promise<string> {
  const key = `${cost.memoryKib}/${cost.passes}`
  const known = decoys.get(key) ?? hashPassword(randomBytes(32).toString('hex'), cost)
  decoys.set(key, known)
  return known
}

export const newSecret = (): string => randomBytes(32).toString('base64url')

export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest()
