import { idFrom } from '../../src/core/model/index.ts'
import { field, fieldsKept, retypePreview } from '../../src/core/model/shapes/project.ts'
import * as fields from '../model/fields.ts'
import { readFields, restoreField } from '../model/fields-kept.ts'
import * as options from '../model/options.ts'
import * as retype from '../model/retype.ts'
import { route } from '../route.ts'
import { changeOnly, withChange } from './with-change.ts'

export const fieldRoutes = [
  route({
    method: 'GET',
    path: '/api/projects/:id/fields',
    summary: 'Lists a project’s fields with how many records fill each, and those that can be brought back',
    tag: 'field',
    params: { id: 'project' },
    needs: { project: 'manage', of: 'id' },
    answer: fieldsKept,
    run: (context, { id }) => readFields(context, idFrom(id)),
  }),
  route({
    method: 'POST',
    path: '/api/projects/:id/fields',
    summary: 'Adds a field to a project',
    details:
      'What `config` holds is the type’s affair: options of a select, the formula, the project a reference points at.',
    tag: 'field',
    params: { id: 'project' },
    needs: { project: 'manage', of: 'id' },
    body: fields.createSchema,
    status: 201,
    answer: withChange({ field }),
    example: { body: { name: 'Weighted amount', type: 'formula', config: { formula: '{Amount} * 0.5' } } },
    run: (context, { id }, { body }) => fields.createField(context, idFrom(id), body),
  }),
  route({
    method: 'PATCH',
    path: '/api/fields/:id',
    summary: 'Changes a field: its name, settings, type or place',
    details:
      'With another `type` its values are read as that type’s. Values that don’t fit are a 422 with examples, unless `misfits` is `empty`.',
    tag: 'field',
    params: { id: 'field' },
    needs: { project: 'manage', of: 'id' },
    body: fields.patchSchema,
    answer: withChange({ field }),
    example: { body: { help: 'Without tax', section: 'Money' } },
    run: (context, { id }, { body }) => fields.updateField(context, id, body),
  }),
  route({
    method: 'DELETE',
    path: '/api/fields/:id',
    summary: 'Deletes a field; its values stay, and come back with it',
    tag: 'field',
    params: { id: 'field' },
    needs: { project: 'manage', of: 'id' },
    answer: changeOnly,
    run: (context, { id }) => fields.deleteField(context, id),
  }),
  route({
    method: 'PUT',
    path: '/api/fields/:id/restore',
    summary: 'Brings a deleted field back with its values',
    tag: 'field',
    params: { id: 'field' },
    needs: { project: 'manage', of: 'id' },
    answer: withChange({ field }),
    example: { params: { id: '{field:deleted}' } },
    run: (context, { id }) => restoreField(context, id),
  }),
  route({
    method: 'POST',
    path: '/api/fields/:id/retype/preview',
    summary: 'Tells what would become of a field’s values in another type',
    tag: 'field',
    params: { id: 'field' },
    needs: { project: 'manage', of: 'id' },
    effect: 'read',
    body: retype.schema,
    answer: retypePreview,
    example: { body: { type: 'text' } },
    run: (context, { id }, { body }) => retype.previewRetype(context, id, body),
  }),
  route({
    method: 'POST',
    path: '/api/fields/:id/options/merge',
    summary: 'Makes several options of a select one',
    tag: 'field',
    params: { id: 'field' },
    needs: { project: 'manage', of: 'id' },
    body: options.schema,
    answer: withChange({ field }),
    example: {
      params: { id: '{field:Deal source}' },
      body: { from: ['{option:Deal source.1}'], into: '{option:Deal source.0}' },
    },
    run: (context, { id }, { body }) => options.mergeOptions(context, id, body),
  }),
]
