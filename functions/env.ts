import type { PasswordHasher } from './auth/password-hasher.ts'

/** What others ask of the live hub (live/hub.ts); the class itself knows of half the Worker. */
export interface LiveHubStub {
  fetch(request: Request): Promise<Response>
  notify(access: boolean): Promise<void>
}

/** What a deployment gives the Worker (wrangler.toml). */
export interface Env {
  DB: D1Database
  FILES: R2Bucket
  PASSWORD_HASHER: DurableObjectNamespace<PasswordHasher>
  LIVE_HUB: { getByName(name: string): LiveHubStub }
  /** how often one client may knock without being signed in (wrangler.toml); absent where the deployment declares none */
  DOOR_LIMIT?: RateLimit
  /** further addresses of this workspace, as https://crm.example.com, separated by spaces: it answers its own pages only */
  ADDRESSES?: string
  /** signs cookies instead of the secret kept in the database */
  SECRET?: string
  /** scrypt's N instead of 16,384, a power of two: tests hash hundreds of passwords. Never less in a deployment. */
  PASSWORD_COST?: string
  /** answers tell how many rows they read and wrote: for the benchmark only, since counts would tell of hidden rows */
  BENCH?: string
}
