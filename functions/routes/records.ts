import { Hono } from 'hono'
import { idFrom } from '../../src/core/model/index.ts'
import { jsonText } from '../answer.ts'
import type { Env } from '../context.ts'
import { readBoard } from '../model/records/board.ts'
import { createRecord } from '../model/records/create.ts'
import { moveRecord } from '../model/records/move.ts'
import { queryRecords } from '../model/records/query.ts'
import { readRecord } from '../model/records/read.ts'
import * as state from '../model/records/state.ts'
import { updateRecord } from '../model/records/update.ts'
import { type Handler, person, reading } from '../request.ts'

export const records = new Hono<{ Bindings: Env }>()

type State = (context: Parameters<Handler>[0], id: string) => Promise<string>
const verb = (step: State) => person(async (context, http) => jsonText(await step(context, http.req.param('id')!)))

records.post(
  '/api/projects/:id/records',
  person(async (context, http, body) => jsonText(await createRecord(context, idFrom(http.req.param('id')), body), 201)),
)
records.post(
  '/api/projects/:id/board',
  reading(async (context, http, body) => jsonText(await readBoard(context, idFrom(http.req.param('id')), body))),
)
records.post(
  '/api/projects/:id/query',
  reading(async (context, http, body) => jsonText(await queryRecords(context, idFrom(http.req.param('id')), body))),
)

records.get(
  '/api/records/:id',
  reading(async (context, http) => jsonText(await readRecord(context, http.req.param('id')))),
)
records.delete('/api/records/:id', verb(state.deleteRecord))
records.put('/api/records/:id/restore', verb(state.restoreRecord))
records.put('/api/records/:id/archive', verb(state.archiveRecord))
records.delete('/api/records/:id/archive', verb(state.unarchiveRecord))
records.patch(
  '/api/records/:id',
  person(async (context, http, body) => jsonText(await updateRecord(context, http.req.param('id'), body))),
)
records.put(
  '/api/records/:id/move',
  person(async (context, http, body) => jsonText(await moveRecord(context, http.req.param('id'), body))),
)

const tag = (add: boolean) =>
  person(async (context, http) =>
    jsonText(await state.tagRecord(context, http.req.param('id'), http.req.param('tag')!, add)),
  )
records.put('/api/records/:id/tags/:tag', tag(true))
records.delete('/api/records/:id/tags/:tag', tag(false))

const assign = (add: boolean) =>
  person(async (context, http) =>
    jsonText(await state.assignRecord(context, http.req.param('id'), http.req.param('person')!, add)),
  )
records.put('/api/records/:id/assignees/:person', assign(true))
records.delete('/api/records/:id/assignees/:person', assign(false))
