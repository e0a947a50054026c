import type { Json } from './json.ts'
import type { Role, Team } from './rights.ts'

/**
 * The CRM's nouns as the program holds them. Ids are integers inside and strings outside (answers.ts); instants are
 * integer milliseconds UTC, dates `YYYY-MM-DD`.
 */
export interface Workspace {
  name: string
  /** BCP 47 */
  locale: string
  /** ISO 3166-1 alpha-2; national phone numbers are read as this country's */
  country: string
  /** ISO 4217 */
  currency: string
  /** IANA time zone: what "today" and a chart's months mean */
  zone: string
  /** ISO 4217: the currency in which totals of several currencies are reported; null where there is no rate table */
  reportCurrency: string | null
  rates: Rate[]
  /** whether people see who else has a record open */
  presence: boolean
  /** 1 is Monday, 7 Sunday */
  workingDays: number[]
  /** YYYY-MM-DD */
  holidays: string[]
}

/** From that day on (in the workspace's zone), until a later one of the same currency, one unit of the report currency is worth so many of this. */
export interface Rate {
  currency: string
  /** a decimal as text: "4100" */
  rate: string
  /** YYYY-MM-DD */
  from: string
}

export interface Person {
  id: number
  name: string
  email: string
  /** a role's id */
  role: string
  image: string | null
  /** has left: may not sign in, and is offered nowhere */
  deactivated: boolean
  away: Away | null
}

/** The first and the last day of a leave, YYYY-MM-DD. */
export interface Away {
  from: string
  to: string
}

export interface Project {
  id: number
  name: string
  /** what one record is called: "Opportunity" */
  recordName: string
  /** what the title is called: "Company name" */
  titleName: string
  icon: string
  parts: Parts
  position: number
  /** about how many records it has had, as of when the catalog was read: what plans are chosen by */
  size: number
  /** the totals cube is kept by month of creation and list too (charts/cube/axes.ts) */
  cubeCreatedByList: boolean
  lists: List[]
  /** that the reader may see: nobody else's can be named */
  fields: Field[]
  tags: Tag[]
  /** only records of these people are seen: that they are assigned to, or made and nobody is assigned to; all where it is missing */
  recordOwners?: readonly number[]
  /** what fields that an admin opened are worked out from, and the reader may not name */
  hiddenInputs?: readonly Field[]
}

/** What a record of this project has; each can be switched off (M3). */
export interface Parts {
  due: boolean
  assignees: boolean
  checklists: boolean
  dependencies: boolean
  tags: boolean
  comments: boolean
}

export const LIST_KINDS = ['open', 'won', 'lost', 'void'] as const
export type ListKind = (typeof LIST_KINDS)[number]

export interface List {
  id: number
  name: string
  kind: ListKind
  /** percent, 0–100 */
  probability: number
  staleAfterDays: number | null
  color: Color
  /** what a record that comes into it is asked; of fields that the reader may see */
  asks: ListAsk[]
  position: number
}

/** A field that a list asks to be filled in. */
export interface ListAsk {
  field: number
  required: boolean
}

export interface Tag {
  id: number
  name: string
  color: Color
  position: number
}

/** A label's colour by name; the theme says how each looks in light and dark. */
export const COLORS = ['grey', 'red', 'orange', 'amber', 'green', 'teal', 'blue', 'indigo', 'purple', 'pink'] as const
export type Color = (typeof COLORS)[number]

/** For so many that are new among these: each the first colour that the fewest have. Grey is for what has none. */
export function freeColors(count: number, others: readonly { color?: string | undefined }[]): Color[] {
  const uses = new Map(COLORS.slice(1).map((color) => [color, others.filter((one) => one.color === color).length]))
  return Array.from({ length: count }, () => {
    const [color] = [...uses].reduce((best, one) => (one[1] < best[1] ? one : best))
    uses.set(color, uses.get(color)! + 1)
    return color
  })
}

export const freeColor = (others: readonly { color?: string | undefined }[]): Color => freeColors(1, others)[0]!

export interface Field {
  id: number
  name: string
  type: string
  config: Json
  /** the column s1…s60 that holds it; null for what lives in a table of its own (references, files) */
  slot: number | null
  /** the second column of a currency field: its ISO code */
  slot2: number | null
  /** under which number the totals cube keeps its sums (charts/cube/axes.ts); null where it doesn't */
  cubeSlot: number | null
  /** the totals cube is kept by its values too */
  cubeAxis: boolean
  required: boolean
  /** no two records that are not in the bin have the same value */
  unique: boolean
  /** what a new record has where nothing is said; null for nothing */
  default: Json
  /** left out of screens, not of answers */
  hidden: boolean
  /** what it was before it was retyped, in history rows up to `until`, oldest first */
  past: { until: number; type: string; config: Json }[]
  help: string
  section: string
  position: number
  /** the reader may see it and not set it */
  fixed?: true
}

/** What a field has of itself where nothing else is said. */
export const PLAIN_FIELD = {
  cubeSlot: null,
  cubeAxis: false,
  required: false,
  unique: false,
  default: null,
  hidden: false,
  past: [] as Field['past'],
  help: '',
  section: '',
} as const satisfies Partial<Field>

/** Everything that compiling a question needs, read once and kept per isolate under `version`. */
export interface Catalog {
  version: number
  workspace: Workspace
  projects: Project[]
  people: Person[]
  /** the team's own; the built-in ones are in core/permissions/roles.ts */
  roles: Role[]
  teams: Team[]
  /** projects that fields which an admin opened read, and the reader may not see */
  projectsWithHiddenInputs?: readonly Project[]
  /** indexes that fields have got since they are sorted or filtered by (query/auto-index.sql.ts) */
  autoIndexes: readonly string[]
  dashboards: Dashboard[]
  automations: Automation[]
  webhooks: Webhook[]
}

/** Whom a project tells what happens in it. */
export interface Webhook {
  id: number
  project: number
  url: string
  events: string[]
  /** by ids, as its owner sees the project (core/query); null for all records */
  filter: Json
  on: boolean
  /** with whose rights it tells */
  owner: number
  /** why it stands still, as its owner was told */
  paused: { code: string } | null
  /** since when it listens, ms UTC */
  since: number
}

export interface Automation {
  id: number
  project: number
  name: string
  description: string
  on: boolean
  /** with whose rights it acts */
  owner: number
  paused: { code: string; what: string } | null
  /** triggers, conditions and actions (core/api/automation) */
  definition: Json
  /** since when it listens, ms UTC */
  since: number
}

export interface Dashboard {
  id: number
  name: string
  /** whose it is; null for those made before dashboards had owners */
  owner: number | null
  /** who else sees or edits it */
  shared: readonly Share[]
  /** holds for all its charts */
  filter: Json | null
  /** a definition as core/charts keeps it, with its place on the grid */
  charts: { id: number; definition: Json; place: Json }[]
}

/** With whom a dashboard is shared: a person, a team or a role, by id; the role `*` is everybody's. */
export type Share = ({ person: string } | { team: string } | { role: string }) & { access: 'view' | 'edit' }
