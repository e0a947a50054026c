import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { AutomationDefinition, Pause } from '../../../src/core/api/automation/index.ts'
import type { InboundMapping } from '../../../src/core/api/outside/inbound.ts'
import type { RunAction, RunCause, RunSeen, StoredIssue } from '../../../src/core/automations/stored.ts'

/** What a team has set up to happen by itself. */
export const automations = sqliteTable(
  'automations',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    projectId: integer('project_id').notNull(),
    name: text().notNull(),
    description: text().notNull().default(''),
    isOn: integer('is_on', { mode: 'boolean' })
      .notNull()
      .default(0 as unknown as boolean),
    /** with whose rights it acts */
    ownerId: integer('owner_id').notNull(),
    /** why it stands still although it is on */
    paused: text({ mode: 'json' }).$type<Pause>(),
    /** triggers, conditions and actions, by ids */
    definition: text({ mode: 'json' }).$type<AutomationDefinition>().notNull(),
    /** since when it listens: what became due before is not made up for */
    since: integer().notNull(),
    position: real().notNull(),
    deletedAt: integer('deleted_at'),
  },
  (t) => [index('automations_project').on(t.projectId)],
)

/** Each time an automation was set off. `key` is made of the cause and unique, so that one cause has one run, however often it is seen. */
export const runs = sqliteTable(
  'runs',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    key: text().notNull().unique(),
    automationId: integer('automation_id').notNull(),
    projectId: integer('project_id').notNull(),
    /** null where it was set off by the clock or from outside, for no record */
    recordId: integer('record_id'),
    state: text().$type<'done' | 'skipped' | 'failed' | 'waiting'>().notNull(),
    at: integer().notNull(),
    cause: text({ mode: 'json' }).$type<RunCause>().notNull(),
    /** what the conditions looked at */
    seen: text({ mode: 'json' }).$type<RunSeen[]>().notNull().default([]),
    actions: text({ mode: 'json' }).$type<RunAction[]>().notNull().default([]),
    error: text({ mode: 'json' }).$type<StoredIssue>(),
    /** the automations that led here, the first one first */
    chain: text({ mode: 'json' }).$type<number[]>().notNull().default([]),
    /** what it changed */
    changeId: integer('change_id'),
    /** of one that waits: until when, and which of the actions come then */
    resumeAt: integer('resume_at'),
    resume: text({ mode: 'json' }).$type<RunRest>(),
  },
  (t) => [
    index('runs_automation').on(t.automationId, t.id),
    index('runs_record').on(t.recordId, t.automationId, t.at).where(sql`record_id IS NOT NULL`),
    index('runs_told').on(t.at).where(sql`seen <> '[]' OR actions <> '[]'`),
    index('runs_waiting').on(t.resumeAt).where(sql`state = 'waiting'`),
    index('runs_change').on(t.changeId).where(sql`change_id IS NOT NULL`),
  ],
)

/** Where a run goes on after it has waited. */
export interface RunRest {
  /** the places of actions in the definition as it was when the run began: [2], or [1, 'then', 0] within a branch */
  actions: AutomationDefinition['actions']
  stopIf: AutomationDefinition['conditions']
  /** how many effects it has had before: what they are known by isn't used again */
  done?: number
  /** it goes on with the same change: the run is undone by itself, whole */
  isPart?: boolean
}

/** Whose turn was last where an automation assigns in turn. `action`: which of its actions, by its place. WITHOUT ROWID. */
export const rotations = sqliteTable(
  'rotations',
  {
    automationId: integer('automation_id').notNull(),
    action: text().notNull(),
    personId: integer('person_id').notNull(),
  },
  (t) => [primaryKey({ columns: [t.automationId, t.action] })],
)

/** Addresses that take JSON from outside and set off automations. The token is told once; here is its SHA-256. */
export const inbound = sqliteTable(
  'inbound',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    projectId: integer('project_id').notNull(),
    name: text().notNull(),
    /** how what comes in becomes a record, by ids; null where automations alone make something of it */
    mapping: text({ mode: 'json' }).$type<InboundMapping>(),
    token: text().notNull().unique(),
    personId: integer('person_id').notNull(),
    at: integer().notNull(),
    usedAt: integer('used_at'),
    deletedAt: integer('deleted_at'),
  },
  (t) => [index('inbound_project').on(t.projectId)],
)
