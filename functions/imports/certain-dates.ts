import { isDated, isKnown, readCell, targetOf, unsureDays } from '../../src/core/csv/index.ts'
import { issue, MOST_ISSUES, Problem } from '../../src/core/errors/index.ts'
import type { Project } from '../../src/core/model/index.ts'
import type { ImportPlan } from './import-job.ts'
import { fieldFor } from './read-rows.ts'

/**
 * Throws where nothing says in which order dates are written and a cell can mean two days: a day taken by chance is worse than none.
 * One cell of each column is named.
 */
export function requireCertainDates(project: Project, plan: ImportPlan, rows: readonly (readonly string[])[]): void {
  if (plan.dates) return
  const issues = plan.mapping.filter(isKnown).flatMap((column) => {
    const index = plan.columns.indexOf(column.column)
    const field = fieldFor(project, column)
    const target = targetOf(column, field ? { type: field.type, config: field.config as object } : undefined)
    if (!target || !isDated(target.type)) return []
    const candidatesIn = (row: readonly string[]) =>
      unsureDays(readCell(row[index] ?? '', column, target, plan), target, plan)
    const i = rows.findIndex((row) => candidatesIn(row).length > 0)
    if (i < 0) return []
    const parts = { name: column.column, value: rows[i]![index], candidates: candidatesIn(rows[i]!) }
    return [issue(`rows.${i}.${index}`, 'unsure', parts)]
  })
  if (issues.length > 0) throw new Problem(422, issues.slice(0, MOST_ISSUES))
}
