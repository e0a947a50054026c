import type { Project } from '../../src/core/model/index.ts'
import type { Context } from '../context/index.ts'
import { folderOf } from './public/store-files.ts'
import type { StoredFile } from './public/take-in.ts'

interface Copies {
  files: StoredFile[]
  /** nothing has become of them */
  drop(): Promise<void>
}

/**
 * A record's own files of those that wait with a submission. Copies, since either may go without the other: the record into the bin and
 * for good, the submission's once its time is over. What an unfinished step leaves behind cron finds in the hour's folder.
 */
export async function copyFiles(
  { env, now }: Context,
  { fields }: Project,
  waiting: readonly StoredFile[],
): Promise<Copies> {
  const files: StoredFile[] = []
  for (const file of waiting) {
    const field = fields.find(({ id }) => id === file.fieldId)
    // What was sent to a field that they don't see isn't theirs to put where all see it.
    const bytes = file.fieldId !== null && !field ? null : await env.FILES.get(file.key)
    if (!bytes) continue
    const key = folderOf(now) + crypto.randomUUID()
    await env.FILES.put(key, bytes.body, { httpMetadata: { contentType: file.type } })
    files.push({ ...file, key, fieldId: field && !field.fixed ? field.id : null })
  }
  return { files, drop: () => env.FILES.delete(files.map(({ key }) => key)) }
}
