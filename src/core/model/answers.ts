import type { InferOutput } from 'valibot'
import type { chartData, chartPoint } from '../api/chart.ts'
import type { named } from '../api/common.ts'
import type * as hanging from '../api/history.ts'
import type { imported } from '../api/import.ts'
import type { problem } from '../api/problem.ts'
import type * as projects from '../api/project.ts'
import type * as records from '../api/record.ts'
import type { file } from '../api/value.ts'
import type { me } from '../api/workspace.ts'
import type * as charts from '../charts/shape.ts'

/**
 * The shapes the API answers in (the contract is api.md's). Ids are opaque strings, instants ISO 8601 UTC. They are said once,
 * as schemas in shapes/, which OpenAPI and the tests read; whoever imports from here gets types alone.
 */
export type ProjectAnswer = InferOutput<typeof projects.project>
export type RightsAnswer = InferOutput<typeof projects.rights>
export type ListAnswer = InferOutput<typeof projects.list>
export type TagAnswer = InferOutput<typeof projects.tag>
export type FieldAnswer = InferOutput<typeof projects.field>
export type RecordAnswer = InferOutput<typeof records.record>
export type Named = InferOutput<typeof named>
export type Total = InferOutput<typeof records.total>
export type BoardAnswer = InferOutput<typeof records.board>
export type BoardListAnswer = InferOutput<typeof records.boardList>
export type QueryAnswer = InferOutput<typeof records.query>
export type GroupAnswer = InferOutput<typeof records.group>
export type ReferencedBy = InferOutput<typeof records.referencedBy>
export type HistoryAnswer = InferOutput<typeof hanging.history>
export type HistoryEntry = InferOutput<typeof hanging.historyEntry>
export type CommentAnswer = InferOutput<typeof hanging.comment>
export type FileAnswer = InferOutput<typeof file>
export type ImportAnswer = InferOutput<typeof imported>
export type MeAnswer = InferOutput<typeof me>
export type DashboardAnswer = InferOutput<typeof charts.dashboard>
export type ChartAnswer = InferOutput<typeof charts.chart>
export type ChartData = InferOutput<typeof chartData>
export type ChartPoint = InferOutput<typeof chartPoint>
export type ProblemAnswer = InferOutput<typeof problem>
