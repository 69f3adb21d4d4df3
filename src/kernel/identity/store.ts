// The PostgreSQL door of kernel/identity.
export * from './account.store.ts'
export * from './api-token.store.ts'
export * from './change-password.store.ts'
export * from './delegation.store.ts'
export * from './directory.store.ts'
export { identity as identityMigrations } from './migrations/index.ts'
export {
  cheapPasswordCost,
  hashPassword,
  isPassword,
  newSecret,
  type PasswordCost,
  passwordCost,
  tokenHash,
} from './password.store.ts'
export * from './session.store.ts'
export * from './sign-in.store.ts'
