import type { Color, ListKind, Parts, Rate, RoleName } from './entities.ts'
import type { Json } from './json.ts'

/** The shapes the API answers in (the contract is api.md's). Ids are opaque strings, instants ISO 8601 UTC. */
export interface ProjectAnswer {
  id: string
  name: string
  recordName: string
  titleName: string
  icon: string
  parts: Parts
  lists: ListAnswer[]
  fields: FieldAnswer[]
  tags: TagAnswer[]
  rights: RightsAnswer
}

export interface RightsAnswer {
  access: 'view' | 'comment' | 'edit' | 'manage'
}

export interface ListAnswer {
  id: string
  name: string
  kind: ListKind
  probability: number
  staleAfterDays: number | null
  color: Color
}

export interface TagAnswer {
  id: string
  name: string
  color: Color
}

export interface FieldAnswer {
  id: string
  name: string
  type: string
  config: { [key: string]: Json }
  required: boolean
  unique: boolean
  default: Json
  hidden: boolean
  help: string
  section: string
  /** of a computed field: the type of its values, with that type's settings */
  result?: { type: string; config: { [key: string]: Json } }
}

export interface RecordAnswer {
  id: string
  number: number
  project: string
  title: string
  list: string
  position: string
  description: string
  tags: Named[]
  assignees: Named[]
  due: string | null
  /** by field id; the shape is the field type's (api.md, Values) */
  values: { [field: string]: Json }
  createdAt: string
  createdBy: Named | null
  updatedAt: string
  enteredListAt: string
  closedAt: string | null
  version: number
  archivedAt: string | null
  deletedAt: string | null
}

export interface Named {
  id: string
  name: string
}

export interface Total {
  op: 'sum' | 'count' | 'average' | 'min' | 'max'
  field: string
  value: string
  currency: string | null
  /** the same in the workspace's report currency, all currencies together; only with a rate table, on the first of them */
  reported?: { value: string; currency: string }
}

export interface BoardAnswer {
  lists: BoardListAnswer[]
  seq: number
}

export interface BoardListAnswer {
  id: string
  count: number
  totals: Total[]
  records: RecordAnswer[]
  next: string | null
}

export interface QueryAnswer {
  records: RecordAnswer[]
  next: string | null
  count?: number
  totals?: Total[]
  groups?: GroupAnswer[]
  /** there are more groups than are answered */
  moreGroups?: true
  seq: number
}

/** Records that have the same in what they are grouped by; `filter` finds them among those that were asked for. */
export interface GroupAnswer {
  key: string
  label: string
  color: Color | null
  count: number
  totals: Total[]
  filter: Json
}

/** One reference that points at a record: the records it stands in, with their sums. */
export interface ReferencedBy {
  project: string
  field: string
  records: RecordAnswer[]
  next: string | null
  count: number
  totals: Total[]
}

export interface HistoryAnswer {
  entries: HistoryEntry[]
  next: string | null
}

export interface HistoryEntry {
  seq: number
  change: string
  at: string
  by: { person?: Named; import?: string }
  kind: string
  undone: boolean
  fields: { field: string; name: string; before: Json; after: Json }[]
}

export interface CommentAnswer {
  id: string
  body: string
  by: Named | null
  at: string
  editedAt: string | null
}

export interface FileAnswer {
  id: string
  name: string
  size: number
  type: string
  url: string
}

export interface ImportAnswer {
  id: string
  project: string
  state: 'open' | 'finished' | 'undone'
  chunk: number
  created: number
  updated: number
  unchanged: number
  refused: { row: number; column: string; code: string; message: string; value: string }[]
  change: string | null
}

export interface MeAnswer {
  person: { id: string; name: string; email: string; role: RoleName; language: string | null }
  workspace: {
    name: string
    locale: string
    country: string
    currency: string
    zone: string
    reportCurrency: string | null
    rates: Rate[]
    setUp: boolean
  }
}

export interface DashboardAnswer {
  id: string
  name: string
  charts: ChartAnswer[]
}

export interface ChartAnswer {
  id: string
  name: string
  kind: 'stat' | 'pie' | 'bar'
  place: { x: number; y: number; w: number; h: number }
  [definition: string]: Json | undefined
}

export interface ChartData {
  totals: { value: string; currency: string | null }[]
  points: ChartPoint[]
  previous: { value: string; currency: string | null }[] | null
  /** a record counted in several points (a deal with two tags) */
  overlapping?: boolean
}

export interface ChartPoint {
  key: string
  label: string
  color: Color | null
  value: string
  currency: string | null
  parts: { key: string; label: string; value: string }[]
  open: { project: string; filter: Json }[]
}

export interface ProblemAnswer {
  type: string
  title: string
  status: number
  detail: string
  errors: { path: string; code: string; message: string; [part: string]: unknown }[]
}
