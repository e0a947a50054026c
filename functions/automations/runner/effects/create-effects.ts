import type { RecordInput } from '../../../../src/core/api/record.ts'
import type { Effect } from '../../../../src/core/automations/plan.ts'
import type { StoredRow } from '../../../../src/core/automations/row-store.ts'
import { PROJECTS, type Project } from '../../../../src/core/model/index.ts'
import { sql } from '../../../../src/core/sql/index.ts'
import type { Change } from '../../../changes/index.ts'
import * as columns from '../../../changes/record-columns.ts'
import { NEXT_RECORD } from '../../../changes/running-numbers.ts'
import type { Context } from '../../../context/index.ts'
import { guard } from '../../../db/batch.ts'
import { prepareRecords } from '../../../records/index.ts'
import type { GuardProblems } from './record-effects.ts'

type Creation = Extract<Effect, { do: 'create' }>

/**
 * New records in other projects, or in this one, each linked with the record that the run is of. Those of a project are made together:
 * each for itself would cost more statements than a pass may send.
 */
export async function addCreations(
  context: Context,
  change: Change,
  { project, record }: { project: Project; record: StoredRow | null },
  effects: readonly Effect[],
): Promise<GuardProblems> {
  const problems: GuardProblems = {}
  const creations = effects.filter((effect): effect is Creation => effect.do === 'create')
  const wanted = creations.map((creation) => {
    const target = context.project(creation.project, 'edit')
    const link = creation.link === null || !record ? null : linkOf(creation.link, target, project)
    return { creation, target, link, input: inputOf(creation, link === 'there' ? record : null) }
  })
  const isLinked = wanted.some(({ link }) => link === 'here')
  // Links of this record to new ones need their ids before they are there.
  const next = isLinked ? Number(await context.scalar(sql`SELECT ${NEXT_RECORD}`)) : 0
  if (isLinked) change.require(guard(sql`${NEXT_RECORD} = ${next}`, 'written'))
  const ids = new Map<Creation, number>()
  for (const [target, these] of Map.groupBy(wanted, (one) => one.target)) {
    const prepared = await prepareRecords(
      context,
      target,
      these.map(({ input }) => input),
    )
    const created = prepared.addTo(change)
    Object.assign(problems, prepared.guardProblems)
    for (const [i, { creation }] of these.entries()) ids.set(creation, (next + created.row(i)) * PROJECTS + target.id)
  }
  const here = wanted.filter(({ link }) => link === 'here').map(({ creation }) => creation)
  for (const [link, these] of Map.groupBy(here, (one) => Number(one.link))) {
    const field = project.fields.find((one) => one.id === link)!
    const { multiple = false } = field.config as { multiple?: boolean }
    const added = these.map((creation) => ids.get(creation)!)
    const linkedIds = multiple ? [...(record!.linked.get(link) ?? []), ...added] : added.slice(-1)
    change.updateRecords(project, [columns.fieldColumn(field)], [[record!.id, linkedIds]])
  }
  return problems
}

function inputOf({ values: sent, link }: Creation, record: StoredRow | null): RecordInput {
  const { title, list, tags, assignees, due, description, ...values } = sent
  const about = Object.entries({ title, list, tags, assignees, due, description }).filter(
    ([, one]) => one !== undefined,
  )
  return { ...Object.fromEntries(about), values: { ...values, ...(record && { [link!]: [String(record.id)] }) } }
}

const linkOf = (link: string, target: Project, project: Project): 'there' | 'here' | null =>
  target.fields.some(({ id }) => String(id) === link)
    ? 'there'
    : project.fields.some(({ id }) => String(id) === link)
      ? 'here'
      : null
