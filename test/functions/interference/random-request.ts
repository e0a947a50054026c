import { MEASURE_OPS, PERIODS } from '../../../src/core/query/index.ts'
import type { RequestSpec } from './compare-answers.ts'
import type { Twins } from './twins.ts'

const OPS = [
  'eq',
  'ne',
  'in',
  'notIn',
  'empty',
  'notEmpty',
  'gt',
  'gte',
  'lt',
  'lte',
  'between',
  'contains',
  'startsWith',
  'has',
  'hasAny',
  'before',
  'after',
  'on',
  'within',
]
const BUILT_IN = [
  'title',
  'list',
  'listKind',
  'tags',
  'assignees',
  'due',
  'description',
  'createdBy',
  'updatedBy',
  'number',
  'closedAt',
  'createdAt',
  'enteredListAt',
  'archived',
  'bin',
  'overdue',
  'stale',
]

/**
 * One of all the requests that a junior could think of, with names and ids of what they see and of what they don't. Most of
 * those are refused; a `fitting` one keeps to what they see and to what fits each field, so it is mostly answered.
 */
export function randomRequest(twins: Twins, random: () => number, { fitting = false } = {}): RequestSpec {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  const chance = (share: number) => random() < share
  const { customers, opportunities, deliveries } = twins.projects
  const projects = fitting ? [customers, opportunities, deliveries] : Object.values(twins.projects)
  const project = pick(projects)
  const fields = projects.flatMap((one) => one.fields)
  const visible = project.fields.filter(({ id, type }) => type !== 'file' && !twins.hiddenFields.includes(id))
  const name = (): string => {
    if (fitting) return chance(0.3) ? pick(['title', 'list', 'createdAt', 'number']) : pick(visible).name
    if (chance(0.25)) return pick(BUILT_IN)
    const field = chance(0.8) ? pick(project.fields) : pick(fields)
    const last = chance(0.5) ? field.name : field.id
    return chance(0.25)
      ? `${pick(['Customer', 'Opportunity', 'Rival', 'Opportunity.Customer'])}.${chance(0.5) ? pick(fields).name : pick(BUILT_IN)}`
      : last
  }
  const records = fitting
    ? [...twins.mine.slice(0, 4), ...twins.customers]
    : [...twins.mine, ...twins.others, ...twins.customers, ...twins.deliveries, ...twins.invoices]
  const value = (): unknown =>
    pick<() => unknown>([
      () => Math.floor(random() * 10_000),
      () => pick(['a', 'o', 'Lotus', 'Plan', 'Water', 'High', 'Low', 'Referral', 'me', '+855', 'true']),
      () => pick(['2026-03-15', '2025-05-11', '2027-01-10']),
      () => pick(records),
      () => chance(0.5),
      () => pick(Object.values(twins.people)),
      () => pick(project.lists).id,
      () => [pick(records), pick(records)],
      () => [1, 5000],
      () => ['2025-01-01', '2026-12-31'],
      () => ({ amount: '100.00', currency: 'USD' }),
      () => ({ relative: 'start-of-month', plus: -1, unit: 'month' }),
    ])()
  const measure = () => (fitting ? 'count' : pick(MEASURE_OPS))
  /** How long something has been in its list differs as two clocks do. */
  const measured = () => {
    const one = name()
    return one.endsWith('timeInList') ? 'Amount' : one
  }
  const filter = (depth: number): unknown => {
    if (depth > 0 && chance(0.4)) return { [pick(['and', 'or'])]: [filter(depth - 1), filter(depth - 1)] }
    if (depth > 0 && chance(0.15)) return { not: filter(depth - 1) }
    const op = pick(fitting ? ['empty', 'notEmpty'] : OPS)
    return { field: name(), op, ...(op !== 'empty' && op !== 'notEmpty' && { value: value() }) }
  }
  const body = () => ({
    ...(chance(0.6) && { filter: filter(2) }),
    ...(chance(0.5) && { sort: [{ field: name(), desc: chance(0.5) }] }),
    ...(chance(0.4) && { group: { by: name(), every: pick(PERIODS) } }),
    ...(chance(0.4) && { totals: [{ op: measure(), field: measured() }] }),
    ...(chance(0.2) && { search: pick(['a', 'wat', 'Lotus', 'plan', 'solar pumps']) }),
    ...(chance(0.3) && { fields: [name(), name()] }),
    limit: pick([0, 3, 50]),
    count: chance(0.5),
  })
  const on = (what: string) => `/api/projects/${project.id}/${what}`
  const record = () => `/api/records/${pick(records)}`
  const values = () =>
    fitting ? {} : Object.fromEntries(Array.from({ length: 1 + Math.floor(random() * 2) }, () => [name(), value()]))
  const chart = () => ({
    name: 'x',
    kind: pick(['stat', 'bar', 'pie', 'table', 'leaderboard']),
    projects: chance(0.8) ? [project.id] : projects.map(({ id }) => id),
    measure: { op: measure(), field: measured(), ...(chance(0.3) && { weight: 'probability' }) },
    ...(chance(0.4) && { filter: filter(1) }),
    ...(chance(0.6) && { split: { by: chance(0.1) ? 'team' : name(), every: pick(PERIODS) } }),
    // biome-ignore lint/suspicious/noThenProperty: the contract's name for a second split
    ...(chance(0.3) && { then: { by: name(), every: pick(PERIODS) } }),
    ...(chance(0.3) && {
      time: { by: chance(0.4) ? name() : pick(['createdAt', 'closedAt']), relative: { last: 36, unit: 'month' } },
    }),
  })
  return pick<() => RequestSpec>([
    () => ({ method: 'POST', path: on('query'), body: body() }),
    () => ({ method: 'POST', path: on('query'), body: body() }),
    () => ({ method: 'POST', path: on('query'), body: body() }),
    () => ({
      method: 'POST',
      path: on('board'),
      body: { ...(chance(0.5) && { filter: filter(1) }), ...(chance(0.5) && { sum: name() }), perList: 2 },
    }),
    () => ({ method: 'POST', path: '/api/charts/preview', body: chart() }),
    () => ({ method: 'GET', path: record() }),
    () => ({ method: 'GET', path: `${record()}/${pick(['history', 'comments', 'files', 'referenced-by'])}` }),
    () => ({
      method: 'GET',
      path: `/api/search?q=${encodeURIComponent(pick(['a', 'Lotus', 'wat', 'plan', '12', 'ទន្លេ', 'solar 4', 'deliv']))}`,
    }),
    () => ({
      method: 'PATCH',
      path: record(),
      body: { values: values(), ...((fitting || chance(0.2)) && { title: 'Renamed' }) },
    }),
    () => ({
      method: 'PUT',
      path: `${record()}/move`,
      body: { list: pick(project.lists).id, [pick(['before', 'after'])]: pick(records) },
    }),
    () => ({
      method: 'POST',
      path: on('records'),
      body: { title: `Made ${Math.floor(random() * 99)}`, values: values() },
    }),
    () => ({
      method: pick(['PUT', 'DELETE']),
      path: `${record()}/${pick(['archive', 'tags/5', `assignees/${pick(Object.values(twins.people))}`])}`,
    }),
    () => ({ method: pick(['DELETE', 'PUT']), path: chance(0.5) ? record() : `${record()}/restore` }),
    () => ({ method: 'GET', path: on(`tags?sum=${encodeURIComponent(name())}`) }),
    () => ({ method: 'POST', path: `/api/changes/${1 + Math.floor(random() * 140)}/undo` }),
  ])()
}
