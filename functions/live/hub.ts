import { DurableObject } from 'cloudflare:workers'
import { hashPassword, verifyPassword } from 'better-auth/crypto'
import type { Env } from '../context.ts'

/** The one Durable Object. It hashes passwords: scrypt takes 100 ms, which a Worker's request on the free plan doesn't have. */
export class Hub extends DurableObject<Env> {
  hash(password: string): Promise<string> {
    return hashPassword(password)
  }

  verify(hash: string, password: string): Promise<boolean> {
    return verifyPassword({ hash, password })
  }
}
