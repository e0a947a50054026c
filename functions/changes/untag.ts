import type { Project } from '../../src/core/model/index.ts'
import type { Change } from './change.ts'
import { setMember } from './record-columns.ts'

/** Takes a tag off records that carry it. */
export function untagRecords(change: Change, project: Project, tag: number, records: readonly number[]): void {
  const rows = records.map((record) => [record, tag])
  if (rows.length > 0) change.updateRecords(project, [setMember('tags', false)], rows, 'untagged')
}
