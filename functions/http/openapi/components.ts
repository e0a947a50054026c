import type * as v from 'valibot'
import { auditEntry } from '../../../src/core/api/audit.ts'
import { apiKey } from '../../../src/core/api/auth/api-key.ts'
import { invitation } from '../../../src/core/api/auth/invitation.ts'
import { me } from '../../../src/core/api/auth/me.ts'
import { passkey } from '../../../src/core/api/auth/passkey.ts'
import { session } from '../../../src/core/api/auth/session.ts'
import { actionsSchema, automation, run } from '../../../src/core/api/automation/index.ts'
import { undone } from '../../../src/core/api/changes/change.ts'
import { history, historyEntry } from '../../../src/core/api/changes/history.ts'
import { comment } from '../../../src/core/api/comment.ts'
import { json, named } from '../../../src/core/api/common.ts'
import { chart, chartData, chartPoint } from '../../../src/core/api/dashboards/chart.ts'
import { dashboard } from '../../../src/core/api/dashboards/dashboard.ts'
import { field } from '../../../src/core/api/field.ts'
import { file } from '../../../src/core/api/file.ts'
import { form, submission } from '../../../src/core/api/form/index.ts'
import { imported, refusedRow } from '../../../src/core/api/import.ts'
import { list } from '../../../src/core/api/list.ts'
import { notification } from '../../../src/core/api/notification.ts'
import { delivery } from '../../../src/core/api/outside/delivery.ts'
import { inbound, refusal } from '../../../src/core/api/outside/inbound.ts'
import { webhook, webhookBody, webhookDelivery } from '../../../src/core/api/outside/webhook.ts'
import { person } from '../../../src/core/api/person.ts'
import { problem } from '../../../src/core/api/problem.ts'
import { parts, project, rights } from '../../../src/core/api/project.ts'
import * as records from '../../../src/core/api/record.ts'
import { role, workspaceRights } from '../../../src/core/api/role.ts'
import { hit } from '../../../src/core/api/search.ts'
import { tag, tagCount } from '../../../src/core/api/tag.ts'
import { team } from '../../../src/core/api/team.ts'
import { total } from '../../../src/core/api/total.ts'
import { amount, linked, location, value } from '../../../src/core/api/value.ts'
import { rate, workspace } from '../../../src/core/api/workspace.ts'
import { filterSchema, sortSchema } from '../../../src/core/query/index.ts'

/** What is answered: later versions may answer more properties, so a reader is not told that there are no others. */
export const ANSWERS: Record<string, v.GenericSchema> = {
  Amount: amount,
  ApiKey: apiKey,
  AuditEntry: auditEntry,
  Automation: automation,
  Board: records.board,
  BoardList: records.boardList,
  Chart: chart,
  ChartData: chartData,
  ChartPoint: chartPoint,
  Comment: comment,
  Dashboard: dashboard,
  Delivery: delivery,
  Field: field,
  File: file,
  Form: form,
  Group: records.group,
  History: history,
  HistoryEntry: historyEntry,
  Hit: hit,
  Import: imported,
  Inbound: inbound,
  Invitation: invitation,
  Json: json,
  LinkedRecord: linked,
  List: list,
  Location: location,
  Me: me,
  Named: named,
  Notification: notification,
  Parts: parts,
  Passkey: passkey,
  Person: person,
  Problem: problem,
  Project: project,
  QueryAnswer: records.query,
  Rate: rate,
  Record: records.record,
  ReferencedBy: records.referencedBy,
  Refusal: refusal,
  RefusedRow: refusedRow,
  Rights: rights,
  Role: role,
  Run: run,
  Session: session,
  Submission: submission,
  Tag: tag,
  TagCount: tagCount,
  Team: team,
  Total: total,
  Undone: undone,
  Value: value,
  Webhook: webhook,
  WebhookBody: webhookBody,
  WebhookDelivery: webhookDelivery,
  Workspace: workspace,
  WorkspaceRights: workspaceRights,
}

/** What is sent: a property that isn't here is refused. */
export const SENT: Record<string, v.GenericSchema> = {
  Actions: actionsSchema,
  Filter: filterSchema,
  RecordInput: records.recordInput,
  Sort: sortSchema,
}
