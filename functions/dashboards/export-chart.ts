import type { InferOutput } from 'valibot'
import type { ChartData } from '../../src/core/api/answers.ts'
import type { Chart, chartExportInput } from '../../src/core/api/dashboards/chart.ts'
import { issue, Problem } from '../../src/core/errors/index.ts'
import { type Language, languageOf } from '../../src/core/model/index.ts'
import { Transaction } from '../changes/index.ts'
import type { Context } from '../context/index.ts'
import { selectLanguage } from '../db/select-language.ts'
import { type CsvWords, chartCsv } from './chart-csv.ts'
import { readDashboardData } from './chart-data.ts'
import type { Located } from './charts.ts'

const WORDS: Record<Language, CsvWords> = {
  en: { part: 'Part', value: 'Value', before: 'Before', cameTrue: 'Came true', currency: 'Currency', all: 'All' },
  km: { part: 'ផ្នែក', value: 'តម្លៃ', before: 'មុន', cameTrue: 'បានសម្រេច', currency: 'រូបិយប័ណ្ណ', all: 'ទាំងអស់' },
}

/** A chart's numbers as CSV, as its dashboard shows them; the audit log tells of it. 422 `unreadableChart` where there are none. */
export async function exportChart(
  context: Context,
  { dashboard, chart }: Located,
  { filter, at }: InferOutput<typeof chartExportInput>,
) {
  const sent = { ...(filter && { filter: JSON.stringify(filter) }), ...(at && { at }), charts: String(chart.id) }
  const { charts } = await readDashboardData(context, dashboard, sent)
  const data = charts[String(chart.id)]!
  if ('error' in data) throw new Problem(422, [issue('', 'unreadableChart')])
  const definition = chart.definition as unknown as Chart
  const [[reader]] = await context.batch(selectLanguage(context.db, context.person.id))
  const log = new Transaction(context)
  log.audit({ kind: 'exported', detail: { chart: definition.name, rows: data.points.length } })
  await log.commit()
  const language = languageOf(reader?.language ?? context.catalog.workspace.locale)
  return { csv: chartCsv(definition, data as ChartData, WORDS[language]) }
}
