export { PasswordHasher } from './password-hasher.ts'
export { ATTEMPT_WINDOW } from './rate-limit.ts'
