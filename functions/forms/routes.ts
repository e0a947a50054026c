import * as v from 'valibot'
import { changeOnly, next, pageQuery, withChange } from '../../src/core/api/common.ts'
import {
  form,
  formInput,
  formPatch,
  formPreview,
  formStats,
  previewInput,
  statsQuery,
  submission,
  submissions,
  takeInput,
} from '../../src/core/api/form/index.ts'
import { route } from '../http/route.ts'
import { createForm, deleteForm, formParam, readForms, updateForm } from './forms.ts'
import { makeRecord } from './make-record.ts'
import { previewForm } from './preview.ts'
import { readStats } from './stats.ts'
import { readSubmissions, submissionParam } from './submissions.ts'
import { takeDiffering } from './take-differing.ts'

const tag = 'form'
const submissionChange = v.strictObject({ submission, change: v.nullable(v.string()) })

export const formRoutes = [
  route({
    method: 'GET',
    path: '/api/projects/:id/forms',
    summary: 'List a project’s forms',
    tag,
    params: { id: 'project' },
    requires: { project: 'manage', of: 'id' },
    query: pageQuery,
    response: v.strictObject({ forms: v.array(form), next }),
    handler: (context, { id }, { query }) => readForms(context, id, query),
  }),
  route({
    method: 'POST',
    path: '/api/projects/:id/forms',
    summary: 'Create a form',
    details:
      'Anybody can fill it in at its `url`. What is sent in becomes records with the rights of who made the form, so it holds only fields that they may write, of types that can be asked for in public. Fields, lists and tags are named by id or name.',
    tag,
    params: { id: 'project' },
    requires: { project: 'manage', of: 'id' },
    body: formInput,
    status: 201,
    response: withChange({ form }),
    example: {
      body: {
        name: 'Ask for an offer',
        fields: [
          { field: 'title', label: 'Company', required: true },
          { field: 'description', label: 'What do you need?' },
        ],
        thanks: 'Thank you. We will call you within a day.',
      },
    },
    handler: (context, { id }, { body }) => createForm(context, id, body),
  }),
  route({
    method: 'POST',
    path: '/api/projects/:id/forms/preview',
    summary: 'Preview a form',
    details: 'The page of one that isn’t saved, as HTML.',
    tag,
    params: { id: 'project' },
    requires: { project: 'manage', of: 'id' },
    effect: 'read',
    body: previewInput,
    response: formPreview,
    example: { body: { name: 'Ask for an offer', fields: [{ field: 'title' }], preview: 'km' } },
    handler: (context, { id }, { body }) => previewForm(context, id, body),
  }),
  route({
    method: 'PATCH',
    path: '/api/forms/:id',
    summary: 'Update a form',
    details:
      'Also opens and closes it. Its page shows it within a minute at the latest. Who changes what it takes in and may do less than its owner becomes its owner.',
    tag,
    params: { id: formParam },
    requires: { project: 'manage', of: 'id' },
    body: formPatch,
    response: withChange({ form }),
    example: { body: { open: false } },
    handler: (context, { id }, { body }) => updateForm(context, id, body),
  }),
  route({
    method: 'DELETE',
    path: '/api/forms/:id',
    summary: 'Delete a form',
    details: 'What was sent in stays in the records.',
    tag,
    params: { id: formParam },
    requires: { project: 'manage', of: 'id' },
    response: changeOnly,
    handler: (context, { id }) => deleteForm(context, id),
  }),
  route({
    method: 'GET',
    path: '/api/forms/:id/submissions',
    summary: 'List what was sent in by a form',
    details:
      'Newest first. `differs` is what the visitor sent and is otherwise in the record that was theirs already; `suggested` are records that it may belong to.',
    tag,
    params: { id: formParam },
    requires: { project: 'manage', of: 'id' },
    query: pageQuery,
    response: submissions,
    handler: (context, { id }, { query }) => readSubmissions(context, id, query),
  }),
  route({
    method: 'GET',
    path: '/api/forms/:id/stats',
    summary: 'Count a form’s views and submissions',
    details:
      'By days of the workspace’s zone; the last thirty where `from` and `to` are not given. A view is a form that somebody has begun to fill in.',
    tag,
    params: { id: formParam },
    requires: { project: 'manage', of: 'id' },
    query: statsQuery,
    response: formStats,
    handler: (context, { id }, { query }) => readStats(context, id, query),
  }),
  route({
    method: 'POST',
    path: '/api/submissions/:id/take',
    summary: 'Take over what differs in a submission',
    details: 'Sets those fields in the record, or puts them away; taken back by `POST /api/changes/{id}/undo`.',
    tag,
    params: { id: submissionParam },
    requires: { project: 'manage', of: 'id' },
    body: takeInput,
    response: submissionChange,
    example: { body: { take: [], leave: [] } },
    handler: (context, { id }, { body }) => takeDiffering(context, id, body),
  }),
  route({
    method: 'PUT',
    path: '/api/submissions/:id/record',
    summary: 'Make a record of a refused submission',
    details:
      'As the form would have made it, with the rights of who asks. What of it fits no field is left out: `reasons` says why. Of one that is a record already nothing more is made, and `change` is null.',
    tag,
    params: { id: submissionParam },
    requires: { project: 'manage', of: 'id' },
    response: submissionChange,
    handler: (context, { id }) => makeRecord(context, id),
  }),
]
