import type * as v from 'valibot'
import * as door from '../../../src/core/api/auth.ts'
import { chartData, chartPoint } from '../../../src/core/api/chart.ts'
import { json, named } from '../../../src/core/api/common.ts'
import * as hanging from '../../../src/core/api/history.ts'
import { imported, refusedRow } from '../../../src/core/api/import.ts'
import { problem } from '../../../src/core/api/problem.ts'
import * as projects from '../../../src/core/api/project.ts'
import * as records from '../../../src/core/api/record.ts'
import * as access from '../../../src/core/api/role.ts'
import * as values from '../../../src/core/api/value.ts'
import * as workspace from '../../../src/core/api/workspace.ts'
import * as charts from '../../../src/core/charts/shape.ts'
import { filterSchema, sortSchema } from '../../../src/core/query/index.ts'
import { recordSchema } from '../../records/input.ts'

/** What is answered: later versions may answer more properties, so a reader is not told that there are no others. */
export const ANSWERS: Record<string, v.GenericSchema> = {
  Amount: values.amount,
  ApiKey: access.apiKey,
  AuditEntry: access.auditEntry,
  Board: records.board,
  BoardList: records.boardList,
  Chart: charts.chart,
  ChartData: chartData,
  ChartPoint: chartPoint,
  Comment: hanging.comment,
  Dashboard: charts.dashboard,
  Field: projects.field,
  File: values.file,
  Group: records.group,
  History: hanging.history,
  HistoryEntry: hanging.historyEntry,
  Hit: records.hit,
  Import: imported,
  Invitation: door.invitation,
  Json: json,
  LinkedRecord: values.linked,
  List: projects.list,
  Location: values.location,
  Mail: door.mail,
  Me: workspace.me,
  Named: named,
  Parts: projects.parts,
  Passkey: door.passkey,
  Person: workspace.person,
  Problem: problem,
  Project: projects.project,
  QueryAnswer: records.query,
  Rate: workspace.rate,
  Record: records.record,
  ReferencedBy: records.referencedBy,
  RefusedRow: refusedRow,
  Rights: projects.rights,
  Role: access.role,
  Session: door.session,
  Tag: projects.tag,
  TagCount: projects.tagCount,
  Team: access.team,
  Total: records.total,
  Undone: hanging.undone,
  Value: values.value,
  Workspace: workspace.workspace,
  WorkspaceRights: access.workspaceRights,
}

/** What is sent: a property that isn't here is refused. */
export const SENT: Record<string, v.GenericSchema> = {
  Filter: filterSchema,
  RecordInput: recordSchema,
  Sort: sortSchema,
}
