import { sql } from 'drizzle-orm'
import { index, integer, real, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Color, Field, Json, ListAsk, ListKind, Parts, Rate } from '../../../src/core/model/index.ts'

/** 0 or 1. Told as a number, since drizzle-kit would write the default `false` and make the table anew. */
const flag = (name = '') =>
  integer(name, { mode: 'boolean' })
    .notNull()
    .default(0 as unknown as boolean)

/** One row: the workspace, its secret, and the counters that a write takes its numbers from. */
export const workspace = sqliteTable('workspace', {
  id: integer().primaryKey(),
  name: text().notNull(),
  locale: text().notNull(),
  country: text().notNull(),
  currency: text().notNull(),
  zone: text().notNull(),
  /** https://crm.example.com: what links in mails begin with; as it was when the first person signed up */
  address: text(),
  /** ISO 4217: the currency in which totals of several currencies are reported; null where there is no rate table */
  reportCurrency: text('report_currency'),
  rates: text({ mode: 'json' }).$type<Rate[]>().notNull().default([]),
  /** whether people see who else has a record open */
  presence: integer({ mode: 'boolean' }).notNull().default(true),
  /** 1 is Monday, 7 Sunday */
  workingDays: text('working_days', { mode: 'json' }).$type<number[]>().notNull().default([1, 2, 3, 4, 5]),
  /** YYYY-MM-DD, in order */
  holidays: text({ mode: 'json' }).$type<string[]>().notNull().default([]),
  /** up to which history row automations have heard of everything */
  automatedSeq: integer('automated_seq').notNull().default(0),
  /** up to which moment everything that time sets off has been set off */
  automatedUntil: integer('automated_until').notNull().default(0),
  /** signs cookies; made at the first start */
  secret: text().notNull(),
  /** counts every change to projects, lists, fields, tags, people and roles: caches of them are kept under it */
  catalogVersion: integer('catalog_version').notNull().default(1),
  /** no record's running number is below it that isn't there already: changes/running-numbers.ts */
  nextRecord: integer('next_record').notNull().default(1),
})

export const projects = sqliteTable('projects', {
  id: integer().primaryKey({ autoIncrement: true }),
  name: text().notNull(),
  recordName: text('record_name').notNull(),
  titleName: text('title_name').notNull(),
  icon: text().notNull(),
  parts: text({ mode: 'json' }).$type<Parts>().notNull(),
  position: real().notNull(),
  nextNumber: integer('next_number').notNull().default(1),
  /** how many columns its fields have ever taken: those that left one can come back to it */
  slots: integer().notNull().default(0),
  /** the cube is kept by month of creation and list too */
  cubeCreatedByList: flag('cube_created_by_list'),
  deletedAt: integer('deleted_at'),
})

export const lists = sqliteTable(
  'lists',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    projectId: integer('project_id').notNull(),
    name: text().notNull(),
    kind: text().$type<ListKind>().notNull(),
    probability: integer().notNull(),
    staleAfterDays: integer('stale_after_days'),
    color: text().$type<Color>().notNull(),
    /** of which fields a record that comes into it is asked */
    asks: text({ mode: 'json' }).$type<ListAsk[]>().notNull().default([]),
    position: real().notNull(),
    deletedAt: integer('deleted_at'),
  },
  (t) => [index('lists_project').on(t.projectId)],
)

export const fields = sqliteTable(
  'fields',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    projectId: integer('project_id').notNull(),
    name: text().notNull(),
    type: text().notNull(),
    config: text({ mode: 'json' }).$type<Json>().notNull(),
    slot: integer(),
    slot2: integer(),
    /** under which number the cube keeps its sums */
    cubeSlot: integer('cube_slot'),
    /** the cube is kept by its values too */
    cubeAxis: flag('cube_axis'),
    required: flag(),
    /** no two records that are not in the bin have the same value */
    unique: flag('is_unique'),
    /** what a new record has where nothing is said */
    initial: text({ mode: 'json' }).$type<Json>().notNull().default(sql`'null'`),
    /** left out of screens, not of answers */
    hidden: flag(),
    /** what it was in history rows up to `until` */
    past: text({ mode: 'json' }).$type<Field['past']>().notNull().default([]),
    /** the last number that a uniqueId field gave out */
    counter: integer().notNull().default(0),
    help: text().notNull().default(''),
    section: text().notNull().default(''),
    position: real().notNull(),
    deletedAt: integer('deleted_at'),
  },
  (t) => [index('fields_project').on(t.projectId)],
)

export const tags = sqliteTable(
  'tags',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    projectId: integer('project_id').notNull(),
    name: text().notNull(),
    color: text().$type<Color>().notNull(),
    position: real().notNull(),
    deletedAt: integer('deleted_at'),
  },
  (t) => [index('tags_project').on(t.projectId)],
)
