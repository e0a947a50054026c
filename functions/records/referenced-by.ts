import { notFound } from '../../src/core/errors/index.ts'
import { typeOf } from '../../src/core/fields/index.ts'
import type { Context } from '../context/index.ts'
import { selectIfVisible } from '../db/record-visibility.ts'
import { queryRecords } from './query.ts'
import type { RecordOf } from './read.ts'

const SHOWN = 20

/**
 * The other side of every reference that points here (M18): for each, how many records, the sums of their money, and the
 * newest of them. It is the query of that project, so it shows what its own table would.
 */
export async function readReferencedBy(context: Context, { id, project }: RecordOf): Promise<string> {
  const [visible] = await context.batch(selectIfVisible(id, project))
  if (visible.length === 0) throw notFound()
  const references = context.catalog.projects.flatMap((other) =>
    other.fields
      .filter(
        (field) =>
          typeOf(field.type)?.storage === 'links' &&
          (field.config as { project: string }).project === String(project.id),
      )
      .map((field) => ({ other, field })),
  )
  const parts: string[] = []
  for (const { other, field } of references) {
    const money = other.fields.filter(({ type }) => typeOf(type)?.kind === 'money')
    const answer = await queryRecords(context, other, {
      filter: { field: String(field.id), op: 'has', value: String(id) },
      totals: money.map((one) => ({ op: 'sum', field: String(one.id) })),
      sort: [{ field: 'createdAt', desc: true }],
      limit: SHOWN,
      count: true,
    })
    const totals = money.length > 0 ? '' : '"totals":[],'
    parts.push(`{"project":"${other.id}","field":"${field.id}",${totals}${answer.slice(1)}`)
  }
  return `{"references":[${parts.join(',')}]}`
}
