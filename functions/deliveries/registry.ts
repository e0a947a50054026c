import type { Sql } from '../../src/core/sql/index.ts'
import type { deliveries } from '../db/schema/index.ts'
import type { Env } from '../env.ts'

export type DeliveryRow = typeof deliveries.$inferSelect

/** There is nothing any more that could be told: it is not tried again. */
export class NoBody extends Error {}

export interface DeliveryBody {
  body: string
  /** what is to be known of it later, beside what it was made of */
  note?: Record<string, unknown>
}

/**
 * Of several at once, in their order, since each statement to the database has its cost. What one of them throws counts as a try of its
 * own that failed.
 */
type ForEach<T> = (
  env: Env,
  deliveries: readonly DeliveryRow[],
  now: number,
) => Promise<readonly PromiseSettledResult<T>[]>

const makers = new Map<string, ForEach<DeliveryBody>>()

/** Rooms that stand on this one say here how bodies of webhooks are made, at their first try; `name` is what a delivery's `make` says. */
export function registerBodies(name: string, make: ForEach<DeliveryBody>): void {
  makers.set(name, make)
}

/** The same where each is made by itself. */
export function registerBody(
  name: string,
  make: (env: Env, row: DeliveryRow, now: number) => Promise<DeliveryBody>,
): void {
  registerBodies(name, (env, rows, now) => Promise.allSettled(rows.map((row) => make(env, row, now))))
}

export const makerNamed = (name: string): ForEach<DeliveryBody> =>
  makers.get(name) ??
  (async (_, rows) => rows.map(() => ({ status: 'rejected', reason: new Error(`nobody makes bodies of “${name}”`) })))

/** Where a webhook goes, and what it is signed with: as of this try. */
export interface Target {
  url: string
  /** `whsec_…`; several while one takes the place of another */
  secrets: readonly string[]
}

interface Targets {
  find: ForEach<Target>
  /** what a try that was made changes, for the batch that writes it down; `target` is what `find` told */
  tried(target: Target, isTaken: boolean, now: number): Sql[]
}

const targets = new Map<string, Targets>()

/** The same of who they are for; of what no room says this, the delivery has its URL, and the workspace its secret. */
export function registerTargets(name: string, target: Targets): void {
  targets.set(name, target)
}

export const targetsNamed = (name: string): Targets | undefined => targets.get(name)

/** Tells whom it concerns that a delivery was given up. */
type TellFailure = (env: Env, delivery: DeliveryRow, now: number) => Promise<void>

const failureTellers = new Map<string, TellFailure>()

/** `event`: that of the deliveries whose failures the room tells of. */
export function registerFailure(event: string, tell: TellFailure): void {
  failureTellers.set(event, tell)
}

export const tellFailure = async (env: Env, delivery: DeliveryRow, now: number): Promise<void> =>
  failureTellers.get(delivery.event)?.(env, delivery, now)
