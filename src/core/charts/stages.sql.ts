import type { Chart } from '../api/dashboards/chart.ts'
import { invalid } from '../errors/index.ts'
import type { List } from '../model/index.ts'
import { type SqlScope, whereOf } from '../query/index.sql.ts'
import type { Filter } from '../query/index.ts'
import { raw, type Sql, sql } from '../sql/index.ts'
import { addUnits } from '../time/day.ts'
import { startOfDay } from '../time/zone.ts'
import type { TimeFrame } from './time-frame.ts'

/*
 * What history tells of a pipeline's lists (M47): how many went on from each, and how long they stayed. A point for each list, of the
 * records that the chart is about as they are now; the chart's time is that of coming into the list.
 */

type Question = Pick<Chart, 'measure' | 'split' | 'then'>

/** Throws 422 where it is to be split by anything but the list. */
export function stagesSql(question: Question, filter: Filter | undefined, scope: SqlScope, frame: TimeFrame): Sql {
  const { measure, split, then } = question
  if (measure.field !== undefined || measure.weight) throw invalid('measure.field', 'badMeasure', { name: measure.op })
  if (split && split.by !== 'list') throw invalid('split.by', 'badGroup', { name: split.by })
  if (then) throw invalid('then.by', 'badGroup', { name: then.by })
  return measure.op === 'conversion' ? conversionSql(filter, scope, frame) : timeInListSql(filter, scope, frame)
}

/** Each coming into a list: (id, at, seq, list), with what a list is to the pipeline: `place` among the open ones, behind them won; NULL outside. */
function comings({ project, ...rest }: SqlScope, filter: Filter | undefined): Sql {
  const scope = { ...rest, project }
  const lists = JSON.stringify(placesOf(project.lists))
  return sql`places AS MATERIALIZED (SELECT value ->> 'id' AS list, value ->> 'place' AS place FROM json_each(${lists})),
    asked AS MATERIALIZED (SELECT r.id FROM records r WHERE ${whereOf(scope, filter)}),
    comings AS MATERIALIZED (SELECT h.thing_id AS id, c.at AS at, h.seq AS seq, h.fields ->> '$.list[1]' AS list
      FROM history h JOIN changes c ON c.id = h.change_id
      WHERE h.project_id = ${project.id} AND h.kind = 'record' AND h.fields ->> '$.list[1]' IS NOT NULL AND h.thing_id IN (SELECT id FROM asked))`
}

function placesOf(lists: readonly List[]): { id: number; place: number | null }[] {
  const open = lists.filter(({ kind }) => kind === 'open')
  return lists.map(({ id, kind }) => ({
    id,
    place: kind === 'open' ? open.findIndex((one) => one.id === id) + 1 : kind === 'won' ? open.length + 1 : null,
  }))
}

/** Of those that came as far as an open list within the frame, the percentage that since came further; one that skips it has passed it. */
function conversionSql(filter: Filter | undefined, scope: SqlScope, frame: TimeFrame): Sql {
  return sql`WITH ${comings(scope, filter)}, reached AS MATERIALIZED (
      SELECT c.id, l.list, min(c.at) AS at, max(p.place > l.place) AS passed
      FROM comings c JOIN places p ON p.list = c.list JOIN places l ON p.place >= l.place
      WHERE l.list IN (SELECT value FROM json_each(${openLists(scope)})) GROUP BY 1, 2)
    SELECT list AS key, NULL AS label, '' AS key2, NULL AS label2, '' AS currency, count(*) AS n, 100 * sum(passed) AS value
    FROM reached WHERE ${within(scope, frame)} GROUP BY 1`
}

const openLists = ({ project }: SqlScope): string =>
  JSON.stringify(project.lists.filter(({ kind }) => kind === 'open').map(({ id }) => id))

/** How many days records stayed in each open list, or have been there: the average of all that came within the frame. What is closed stays closed. */
const timeInListSql = (filter: Filter | undefined, scope: SqlScope, frame: TimeFrame): Sql =>
  sql`WITH ${comings(scope, filter)}, stays AS MATERIALIZED (
      SELECT id, list, at, coalesce(lead(at) OVER (PARTITION BY id ORDER BY seq), ${scope.now}) AS until FROM comings)
    SELECT s.list AS key, NULL AS label, '' AS key2, NULL AS label2, '' AS currency, count(*) AS n, sum(s.until - s.at) / 86400000.0 AS value
    FROM stays s WHERE s.list IN (SELECT value FROM json_each(${openLists(scope)})) AND ${within(scope, frame)} GROUP BY 1`

function within({ catalog }: SqlScope, { from, to }: TimeFrame): Sql {
  const { zone } = catalog.workspace
  const start = from === null ? raw('1') : sql`at >= ${startOfDay(zone, from)}`
  return to === null ? start : sql`${start} AND at < ${startOfDay(zone, addUnits(to, 1, 'day'))}`
}
