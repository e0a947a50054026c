import { field, fieldsKept, retypePreview } from '../../src/core/api/project.ts'
import { idFrom } from '../../src/core/model/index.ts'
import { route } from '../http/route.ts'
import { changeOnly, withChange } from '../http/with-change.ts'
import { readFields, restoreField } from './deleted-fields.ts'
import * as fields from './fields.ts'
import * as options from './merge-options.ts'
import * as retype from './retype.ts'

export const fieldRoutes = [
  route({
    method: 'GET',
    path: '/api/projects/:id/fields',
    summary: 'Lists a project’s fields with how many records fill each, and those that can be brought back',
    tag: 'field',
    params: { id: 'project' },
    requires: { project: 'manage', of: 'id' },
    response: fieldsKept,
    handler: (context, { id }) => readFields(context, idFrom(id)),
  }),
  route({
    method: 'POST',
    path: '/api/projects/:id/fields',
    summary: 'Adds a field to a project',
    details:
      'What `config` holds is the type’s affair: options of a select, the formula, the project a reference points at.',
    tag: 'field',
    params: { id: 'project' },
    requires: { project: 'manage', of: 'id' },
    body: fields.fieldInput,
    status: 201,
    response: withChange({ field }),
    example: { body: { name: 'Weighted amount', type: 'formula', config: { formula: '{Amount} * 0.5' } } },
    handler: (context, { id }, { body }) => fields.createField(context, idFrom(id), body),
  }),
  route({
    method: 'PATCH',
    path: '/api/fields/:id',
    summary: 'Changes a field: its name, settings, type or place',
    details:
      'With another `type` its values are read as that type’s. Values that don’t fit are a 422 with examples, unless `misfits` is `empty`.',
    tag: 'field',
    params: { id: 'field' },
    requires: { project: 'manage', of: 'id' },
    body: fields.fieldPatch,
    response: withChange({ field }),
    example: { body: { help: 'Without tax', section: 'Money' } },
    handler: (context, { id }, { body }) => fields.updateField(context, id, body),
  }),
  route({
    method: 'DELETE',
    path: '/api/fields/:id',
    summary: 'Deletes a field; its values stay, and come back with it',
    tag: 'field',
    params: { id: 'field' },
    requires: { project: 'manage', of: 'id' },
    response: changeOnly,
    handler: (context, { id }) => fields.deleteField(context, id),
  }),
  route({
    method: 'PUT',
    path: '/api/fields/:id/restore',
    summary: 'Brings a deleted field back with its values',
    tag: 'field',
    params: { id: 'field' },
    requires: { project: 'manage', of: 'id' },
    response: withChange({ field }),
    example: { params: { id: '{field:deleted}' } },
    handler: (context, { id }) => restoreField(context, id),
  }),
  route({
    method: 'POST',
    path: '/api/fields/:id/retype/preview',
    summary: 'Tells what would become of a field’s values in another type',
    tag: 'field',
    params: { id: 'field' },
    requires: { project: 'manage', of: 'id' },
    effect: 'read',
    body: retype.retypeInput,
    response: retypePreview,
    example: { body: { type: 'text' } },
    handler: (context, { id }, { body }) => retype.previewRetype(context, id, body),
  }),
  route({
    method: 'POST',
    path: '/api/fields/:id/options/merge',
    summary: 'Makes several options of a select one',
    tag: 'field',
    params: { id: 'field' },
    requires: { project: 'manage', of: 'id' },
    body: options.optionMerge,
    response: withChange({ field }),
    example: {
      params: { id: '{field:Deal source}' },
      body: { from: ['{option:Deal source.1}'], into: '{option:Deal source.0}' },
    },
    handler: (context, { id }, { body }) => options.mergeOptions(context, id, body),
  }),
]
