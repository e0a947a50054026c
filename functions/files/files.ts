import { and, eq, inArray, isNull, or } from 'drizzle-orm'
import type { FileAnswer } from '../../src/core/api/answers.ts'
import { forbidden, invalid, issue, notFound, Problem } from '../../src/core/errors/index.ts'
import { typeOf } from '../../src/core/fields/index.ts'
import { idFrom, type Level, type Project, projectOf } from '../../src/core/model/index.ts'
import { fieldNamed } from '../../src/core/query/index.ts'
import { Change } from '../changes/index.ts'
import type { Context } from '../context/index.ts'
import { asDrizzle } from '../db/as-drizzle.ts'
import { mapGuardErrors } from '../db/batch.ts'
import { orderOf, type Paging, pageOf } from '../db/page.ts'
import { r, requireLive, selectIfVisible, visibleAnywhere } from '../db/record-visibility.ts'
import { files } from '../db/schema/index.ts'
import { selectAll, selectColumns } from '../db/select-columns.ts'

export const FILE_LIMIT = 10 * 1024 * 1024

type FileRow = typeof files.$inferSelect

/** A file of a field that may not be seen is not there. */
export const fileParam = {
  noun: 'file',
  async find(context: Context, sent: string, level: Level): Promise<FileRow> {
    const id = idFrom(sent)
    if (id === null) throw notFound()
    const [[file]] = await context.batch(
      context.db
        .select(selectAll(files))
        .from(files)
        .innerJoin(r, eq(r.id, files.recordId))
        .where(and(eq(files.id, id), isNull(files.deletedAt), asDrizzle(visibleAnywhere(context.catalog)))),
    )
    if (!file) throw notFound()
    const { fields } = context.project(projectOf(file.recordId), 'view')
    const field = fields.find((one) => one.id === file.fieldId)
    if (file.fieldId !== null && !field) throw notFound()
    context.project(projectOf(file.recordId), level)
    if (level === 'edit' && field?.fixed) throw forbidden()
    return file
  },
} as const

/** Stores a file for a record, or for one of its file fields. The bytes lie in R2 before the row says so. */
export async function createFile(context: Context, { id, project }: { id: number; project: Project }, form: FormData) {
  const file = form.get('file') as unknown
  const name = form.get('field')
  if (!(file instanceof File)) throw invalid('file', 'required', { name: 'file' })
  if (file.size > FILE_LIMIT) throw new Problem(413, [issue('file', 'tooLarge', { max: '10 MB' })])
  const field = name === null || name === '' ? null : fieldNamed(context.scope(project), String(name))
  if (name && (!field || typeOf(field.type)?.storage !== 'files')) throw invalid('field', 'unknownField', { name })
  if (field?.fixed) throw forbidden()
  // Nothing is stored for a record that isn't there.
  await unlessGone(() => context.batch(requireLive(id, project)))
  const key = `${project.id}/${id}/${crypto.randomUUID()}`
  await context.env.FILES.put(key, file.stream(), { httpMetadata: { contentType: file.type } })
  const change = new Change(context)
  change.require(requireLive(id, project))
  const created = change.createEntity('file', project.id, {
    recordId: id,
    fieldId: field?.id ?? null,
    name: baseName(file.name),
    size: file.size,
    type: file.type || 'application/octet-stream',
    key,
    personId: context.person.id,
    at: context.now,
  })
  try {
    await unlessGone(() => change.commit())
  } catch (error) {
    // Bytes that no row speaks of would stay for good.
    await context.env.FILES.delete(key)
    throw error
  }
  return { file: fileAnswer(created.result[0]!), change: change.id }
}

const unlessGone = <T>(step: () => Promise<T>): Promise<T> => mapGuardErrors({ gone: notFound }, step)

export async function readFiles(context: Context, { id, project }: { id: number; project: Project }, paging: Paging) {
  const { after, by, rows, cut } = pageOf(orderOf('files', 'files.id', false), paging)
  const [visible, found] = await context.batch(
    selectIfVisible(id, project),
    context.db
      .select(selectColumns({ id: files.id, name: files.name, size: files.size, type: files.type }))
      .from(files)
      .where(
        and(
          eq(files.recordId, id),
          isNull(files.deletedAt),
          or(isNull(files.fieldId), inArray(files.fieldId, fileFields(project))),
          after,
        ),
      )
      .orderBy(by)
      .limit(rows),
  )
  if (visible.length === 0) throw notFound()
  const { page, next } = cut(found, ({ id }) => [id])
  return { files: page.map(fileAnswer), next }
}

const fileFields = ({ fields }: Project): number[] =>
  fields.filter(({ type }) => typeOf(type)?.storage === 'files').map(({ id }) => id)

/** Shown in the page only where nothing in it can run; everything else is a download, and nothing is ever HTML. */
const SHOWN = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'application/pdf'])

export async function serveFile(context: Context, { key, type, size, name }: FileRow): Promise<Response> {
  const object = await context.env.FILES.get(key)
  if (!object) throw notFound()
  const shown = SHOWN.has(type)
  return new Response(object.body, {
    headers: {
      'content-type': shown ? type : 'application/octet-stream',
      'content-length': String(size),
      'content-disposition': `${shown ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(name)}`,
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-cache',
    },
  })
}

export async function deleteFile(context: Context, { id, recordId }: FileRow) {
  const change = new Change(context)
  change.updateEntity('file', projectOf(recordId), id, { deletedAt: context.now }, 'deleted')
  await change.commit()
  return { change: change.id }
}

/** The last part of a path, without control characters. */
export const baseName = (name: string) =>
  name
    .replace(/^.*[\\/]/, '')
    .replace(/\p{Cc}/gu, '')
    .slice(0, 200)
    .replace(/[\ud800-\udbff]$/, '') || 'file'

const fileAnswer = ({ id, name, size, type }: Pick<FileRow, 'id' | 'name' | 'size' | 'type'>): FileAnswer => ({
  id: String(id),
  name,
  size,
  type,
  url: `/api/files/${id}`,
})
