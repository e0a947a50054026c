import type * as v from 'valibot'
import * as charts from '../../src/core/charts/shape.ts'
import * as access from '../../src/core/model/shapes/access.ts'
import { chartData, chartPoint } from '../../src/core/model/shapes/chart.ts'
import * as door from '../../src/core/model/shapes/door.ts'
import * as hanging from '../../src/core/model/shapes/hanging.ts'
import { imported, refusedRow } from '../../src/core/model/shapes/import.ts'
import { json, named } from '../../src/core/model/shapes/plain.ts'
import { problem } from '../../src/core/model/shapes/problem.ts'
import * as projects from '../../src/core/model/shapes/project.ts'
import * as records from '../../src/core/model/shapes/record.ts'
import * as values from '../../src/core/model/shapes/value.ts'
import * as workspace from '../../src/core/model/shapes/workspace.ts'
import { filterSchema, sortSchema } from '../../src/core/query/index.ts'
import { recordSchema } from '../model/records/input.ts'

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
