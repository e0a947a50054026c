import { notFound } from '../../src/core/errors/index.ts'
import {
  type Field,
  idFrom,
  type Level,
  type List,
  type Project,
  projectOf,
  type Tag,
} from '../../src/core/model/index.ts'
import type { Context } from '../context/index.ts'
import { mapGuardErrors } from '../db/batch.ts'
import { requireLive, requireVisible } from '../db/record-visibility.ts'

/** What a path parameter names. `number`, tokens, `form key`, `confirmation` and `subscription` are no ids. */
export type Noun =
  | 'project'
  | 'list'
  | 'field'
  | 'tag'
  | 'record'
  | 'comment'
  | 'file'
  | 'change'
  | 'import'
  | 'automation'
  | 'run'
  | 'dashboard'
  | 'chart'
  | 'person'
  | 'role'
  | 'team'
  | 'key'
  | 'invitation'
  | 'session'
  | 'passkey'
  | 'delivery'
  | 'inbound'
  | 'form'
  | 'submission'
  | 'refusal'
  | 'webhook'
  | 'notification'
  | 'subscription'
  | 'number'
  | 'token'
  | 'inbound token'
  | 'form key'
  | 'confirmation'

/**
 * A noun that only its own room can find, since it asks the database or has rules of its own. `find` throws 404 where it isn't
 * there for who asks and 403 where they may not do `level` ('view' where the route requires nothing of a project).
 */
export interface Lookup<T> {
  readonly noun: Noun
  find(context: Context, id: string, level: Level): T | Promise<T>
}

/** What the catalog alone knows, by noun. That a record exists is for the verb's batch to prove, or for `requireThere`. */
export interface Located {
  project: Project
  record: { id: number; project: Project }
  list: { project: Project; list: List }
  field: { project: Project; field: Field }
  tag: { project: Project; tag: Tag }
}

export const locate: { [N in keyof Located]: (context: Context, id: string, level: Level) => Located[N] } = {
  project: (context, id, level) => context.project(idFrom(id), level),
  record(context, sent, level) {
    const id = idFrom(sent)
    if (id === null) throw notFound()
    return { id, project: context.project(projectOf(id), level) }
  },
  list(context, id, level) {
    const { project, part } = partOf(context, 'lists', id, level)
    return { project, list: part }
  },
  field(context, id, level) {
    const { project, part } = partOf(context, 'fields', id, level)
    return { project, field: part }
  },
  tag(context, id, level) {
    const { project, part } = partOf(context, 'tags', id, level)
    return { project, tag: part }
  },
}

function partOf<K extends 'lists' | 'fields' | 'tags'>(context: Context, kind: K, sent: string, level: Level) {
  const id = idFrom(sent)
  for (const project of context.catalog.projects) {
    const part = (project[kind] as Project[K][number][]).find((one) => one.id === id)
    if (part) return { project: context.project(project.id, level), part }
  }
  throw notFound()
}

/**
 * 404 unless the record is there for who asks. A verb proves it in the batch that does its work; where it refuses before that, this
 * is asked first, or the refusal would tell of what isn't theirs. What is in the bin isn't there for what changes records.
 */
export const requireThere = (context: Context, { id, project }: Located['record'], effect: 'read' | 'write') =>
  mapGuardErrors({ gone: notFound }, () =>
    context.batch(effect === 'write' ? requireLive(id, project) : requireVisible(id, project)),
  )

/** A record that is there or in the bin, for who may do `level` in its project: for what changes both. */
export const recordInBinToo = {
  noun: 'record',
  async find(context: Context, sent: string, level: Level): Promise<Located['record']> {
    const record = locate.record(context, sent, level)
    await requireThere(context, record, 'read')
    return record
  },
} as const
