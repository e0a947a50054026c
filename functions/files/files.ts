import { forbidden, invalid, issue, notFound, Problem } from '../../src/core/errors/index.ts'
import { typeOf } from '../../src/core/fields/index.ts'
import { type FileAnswer, idFrom, projectOf } from '../../src/core/model/index.ts'
import { fieldNamed } from '../../src/core/query/index.ts'
import { sql } from '../../src/core/sql/index.ts'
import { Change } from '../changes/change.ts'
import type { Context } from '../context.ts'
import type { Row } from '../db/batch.ts'
import { mapGuardErrors } from '../db/batch.ts'
import { requireLive, selectIfVisible, visibleAnywhere } from '../db/record-visibility.ts'
import { scopeOf } from '../records/input.ts'
import { locate } from '../records/read.ts'

export const FILE_LIMIT = 10 * 1024 * 1024

/** Stores a file for a record, or for one of its file fields. The bytes lie in R2 before the row says so. */
export async function createFile(context: Context, sent: unknown, form: FormData) {
  const { id, project } = locate(context, sent, 'edit')
  const file = form.get('file') as unknown
  const name = form.get('field')
  if (!(file instanceof File)) throw invalid('file', 'required', { name: 'file' })
  if (file.size > FILE_LIMIT) throw new Problem(413, [issue('file', 'tooLarge', { max: '10 MB' })])
  const field = name === null || name === '' ? null : fieldNamed(scopeOf(context, project), String(name))
  if (name && (!field || typeOf(field.type)?.storage !== 'files')) throw invalid('field', 'unknownField', { name })
  if (field?.fixed) throw forbidden()
  // Nothing is stored for a record that isn't there.
  await mapGuardErrors({ gone: [404, () => notFound().issues[0]!] }, () => context.batch(requireLive(id, project)))
  const key = `${project.id}/${id}/${crypto.randomUUID()}`
  await context.env.FILES.put(key, file.stream(), { httpMetadata: { contentType: file.type } })
  const write = new Change(context)
  write.add(requireLive(id, project))
  write.createEntity('file', project.id, {
    record_id: id,
    field_id: field?.id ?? null,
    name: nameOf(file.name),
    size: file.size,
    type: file.type || 'application/octet-stream',
    key,
    person_id: context.person.id,
    at: context.now,
  })
  try {
    const { change, rows } = await mapGuardErrors({ gone: [404, () => notFound().issues[0]!] }, () =>
      write.commit(sql`SELECT id, name, size, type FROM files WHERE id = (SELECT max(id) FROM files)`),
    )
    return { file: fileFrom(rows[0]![0]!), change }
  } catch (error) {
    // Bytes that no row speaks of would stay for good.
    await context.env.FILES.delete(key)
    throw error
  }
}
export async function readFiles(context: Context, sent: unknown): Promise<FileAnswer[]> {
  const { id, project } = locate(context, sent, 'view')
  const visible = JSON.stringify(project.fields.map((field) => field.id))
  const [there, result] = await context.batch(
    selectIfVisible(id, project),
    sql`SELECT id, name, size, type FROM files WHERE record_id = ${id} AND deleted_at IS NULL
      AND (field_id IS NULL OR field_id IN (SELECT value FROM json_each(${visible}))) ORDER BY id`,
  )
  if (there!.results.length === 0) throw notFound()
  return result!.results.map(fileFrom)
}

/** Shown in the page only where nothing in it can run; everything else is a download, and nothing is ever HTML. */
const SHOWN = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'application/pdf'])

export async function serveFile(context: Context, sent: unknown): Promise<Response> {
  const { row } = await findFile(context, sent, 'view')
  const object = await context.env.FILES.get(String(row.key))
  if (!object) throw notFound()
  const type = String(row.type)
  const shown = SHOWN.has(type)
  return new Response(object.body, {
    headers: {
      'content-type': shown ? type : 'application/octet-stream',
      'content-length': String(row.size),
      'content-disposition': `${shown ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(String(row.name))}`,
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-cache',
    },
  })
}

export async function deleteFile(context: Context, sent: unknown) {
  const { id, row } = await findFile(context, sent, 'edit')
  const write = new Change(context)
  write.updateEntity('file', projectOf(Number(row.record_id)), id, { deleted_at: context.now }, 'deleted')
  return { change: (await write.commit()).change }
}

async function findFile(context: Context, sent: unknown, level: 'view' | 'edit'): Promise<{ id: number; row: Row }> {
  const id = idFrom(sent)
  const [result] = await context.batch(
    sql`SELECT f.* FROM files f JOIN records r ON r.id = f.record_id
      WHERE f.id = ${id} AND f.deleted_at IS NULL AND ${visibleAnywhere(context.catalog)}`,
  )
  const row = result!.results[0]
  if (id === null || !row) throw notFound()
  // A file of a field that may not be seen is not there.
  const { fields } = context.project(projectOf(Number(row.record_id)), 'view')
  const field = fields.find((one) => one.id === row.field_id)
  if (row.field_id !== null && !field) throw notFound()
  context.project(projectOf(Number(row.record_id)), level)
  if (level === 'edit' && field?.fixed) throw forbidden()
  return { id, row }
}

/** The last part of a path, without control characters. */
const nameOf = (name: string) =>
  name
    .replace(/^.*[\\/]/, '')
    .replace(/\p{Cc}/gu, '')
    .slice(0, 200)
    .replace(/[\ud800-\udbff]$/, '') || 'file'

const fileFrom = (row: Row): FileAnswer => ({
  id: String(row.id),
  name: String(row.name),
  size: Number(row.size),
  type: String(row.type),
  url: `/api/files/${row.id}`,
})
