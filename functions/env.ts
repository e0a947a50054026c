import type { PasswordHasher } from './auth/password-hasher.ts'

/** What others ask of the live hub (live/hub.ts); the class itself knows of half the Worker. */
export interface LiveHubStub {
  fetch(request: Request): Promise<Response>
  notify(access: boolean): Promise<void>
  notifyPeople(people: readonly number[]): Promise<void>
}

/** What the turns of the runner have sent to D1 since it was last asked. */
export interface RunnerCost {
  statements: number
  read: number
  written: number
}

/** What others ask of the Durable Object that runs automations (automations/runner/automation-runner.ts). */
export interface AutomationRunnerStub {
  /** something was written: answers at once */
  ring(): Promise<void>
  /** everything that was written before is dealt with when it answers */
  settle(): Promise<void>
  /** cron: what is due by then is dealt with when it answers */
  tick(now: number): Promise<RunnerCost>
}

/** What a deployment gives the Worker (wrangler.toml). */
export interface Env {
  DB: D1Database
  FILES: R2Bucket
  PASSWORD_HASHER: DurableObjectNamespace<PasswordHasher>
  LIVE_HUB: { getByName(name: string): LiveHubStub }
  AUTOMATION_RUNNER: { getByName(name: string): AutomationRunnerStub }
  /** how often one client may knock without being signed in (wrangler.toml); absent where the deployment declares none */
  DOOR_LIMIT?: RateLimit
  /** how often one address for data from outside, or one client, may be heard; as above */
  INBOUND_LIMIT?: RateLimit
  /** how often forms may be fetched and sent in from one network, each form by itself; as above */
  FORM_LIMIT?: RateLimit
  /** Turnstile's keys, where forms may ask for it; TURNSTILE_URL: where its answers are looked up instead of at Cloudflare */
  TURNSTILE_SITE_KEY?: string
  TURNSTILE_SECRET?: string
  TURNSTILE_URL?: string
  /** further addresses of this workspace, as https://crm.example.com, separated by spaces: it answers its own pages only */
  ADDRESSES?: string
  /** sends mail, where the deployment declares a `send_email` binding; needs MAIL_FROM, too: "Tonle <crm@example.com>" */
  MAIL?: SendEmail
  /** a provider that takes mail as JSON, as Resend does, and its key */
  MAIL_URL?: string
  MAIL_KEY?: string
  MAIL_FROM?: string
  /** what webhooks may reach although it isn't outside: `host:port` or ranges of addresses, separated by spaces or commas */
  OUTSIDE_ALLOW?: string
  /** signs cookies instead of the secret kept in the database */
  SECRET?: string
  /** scrypt's N instead of 16,384, a power of two: tests hash hundreds of passwords. Never less in a deployment. */
  PASSWORD_COST?: string
  /** a turn of the automations that sends more statements than a request of the free plan may is an error: for tests */
  STRICT_STATEMENTS?: string
  /** "seed:rate": so many of the calls to the database fail that run automations (runner/statements/faults.ts): for tests */
  FAULTS?: string
  /** how many ms a try to send may take instead of ten seconds: tests wait for none of them */
  SEND_TIMEOUT?: string
  /** answers tell how many rows they read and wrote: for the benchmark only, since counts would tell of hidden rows */
  BENCH?: string
}
