import { api } from '../../client/api.ts'
import { toastUndo } from '../../client/changes/undo-toast.ts'
import type { ChartAnswer, DashboardAnswer } from '../../core/api/answers.ts'
import { say } from '../../i18n/dashboard/words.ts'
import { refetchDashboard, updateDashboard } from './queries.ts'

interface Changed {
  chart: ChartAnswer
  change: string
}

/** Of one that reads what the reader may not see, only its name is told: it can't be edited without losing the rest. */
export const isSeen = ({ projects, measure }: ChartAnswer): boolean => projects !== undefined && measure !== undefined

export async function copyChart(to: { id: string; name: string }, chart: ChartAnswer, from = to.id): Promise<void> {
  const { change } = await api<Changed>('POST', `/api/charts/${chart.id}/copy`, { dashboard: to.id })
  toastUndo(say(to.id === from ? 'duplicated' : 'copiedTo', { name: chart.name, to: to.name }), change)
  await refetchDashboard(to.id)
}

export async function moveChart(
  from: DashboardAnswer,
  to: { id: string; name: string },
  chart: ChartAnswer,
): Promise<void> {
  const { change } = await api<Changed>('PATCH', `/api/charts/${chart.id}`, { dashboard: to.id })
  toastUndo(say('movedTo', { name: chart.name, to: to.name }), change)
  await Promise.all([refetchDashboard(from.id), refetchDashboard(to.id)])
}

export async function deleteChart(dashboard: DashboardAnswer, chart: ChartAnswer): Promise<void> {
  updateDashboard(dashboard.id, (current) => ({
    ...current,
    charts: current.charts.filter(({ id }) => id !== chart.id),
  }))
  try {
    const { change } = await api<{ change: string }>('DELETE', `/api/charts/${chart.id}`)
    toastUndo(say('deleted', { name: chart.name }), change)
  } finally {
    await refetchDashboard(dashboard.id)
  }
}
