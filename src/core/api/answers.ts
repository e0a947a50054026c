import type { InferOutput } from 'valibot'
import type { me } from './auth/me.ts'
import type { history, historyEntry } from './changes/history.ts'
import type { comment } from './comment.ts'
import type { named } from './common.ts'
import type { chart, chartData, chartPoint } from './dashboards/chart.ts'
import type { dashboard } from './dashboards/dashboard.ts'
import type { explanation } from './dashboards/explanation.ts'
import type { field } from './field.ts'
import type { file } from './file.ts'
import type { imported, importListed, importUndone } from './import.ts'
import type { list } from './list.ts'
import type { inbound, newInbound } from './outside/inbound.ts'
import type { problem } from './problem.ts'
import type { project, rights } from './project.ts'
import type * as records from './record.ts'
import type { hit } from './search.ts'
import type { tag } from './tag.ts'
import type { total } from './total.ts'

/**
 * The shapes the API answers in (the contract is api.md's). Ids are opaque strings, instants ISO 8601 UTC. They are said once,
 * as schemas in this room, which OpenAPI and the tests read; whoever imports from here gets types alone.
 */
export type ProjectAnswer = InferOutput<typeof project>
export type RightsAnswer = InferOutput<typeof rights>
export type ListAnswer = InferOutput<typeof list>
export type TagAnswer = InferOutput<typeof tag>
export type FieldAnswer = InferOutput<typeof field>
export type RecordAnswer = InferOutput<typeof records.record>
export type Named = InferOutput<typeof named>
export type Total = InferOutput<typeof total>
export type BoardAnswer = InferOutput<typeof records.board>

export type QueryAnswer = InferOutput<typeof records.query>
export type GroupAnswer = InferOutput<typeof records.group>
export type ReferencedBy = InferOutput<typeof records.referencedBy>
export type Hit = InferOutput<typeof hit>
export type HistoryAnswer = InferOutput<typeof history>
export type HistoryEntry = InferOutput<typeof historyEntry>
export type CommentAnswer = InferOutput<typeof comment>
export type FileAnswer = InferOutput<typeof file>
export type ImportAnswer = InferOutput<typeof imported>
export type ImportListed = InferOutput<typeof importListed>
export type ImportUndone = InferOutput<typeof importUndone>
export type MeAnswer = InferOutput<typeof me>
export type DashboardAnswer = InferOutput<typeof dashboard>
export type ChartAnswer = InferOutput<typeof chart>
export type ChartData = InferOutput<typeof chartData>
export type ChartPoint = InferOutput<typeof chartPoint>
export type Explanation = InferOutput<typeof explanation>
export type InboundAnswer = InferOutput<typeof inbound>
export type NewInboundAnswer = InferOutput<typeof newInbound>['inbound']
export type ProblemAnswer = InferOutput<typeof problem>
