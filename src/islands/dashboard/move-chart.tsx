import { createSignal, Show } from 'solid-js'
import { errorMessage } from '../../client/error-message.ts'
import { trackLatestValue } from '../../client/latest-value.ts'
import { useSubmit } from '../../client/use-submit.ts'
import { useDashboards } from '../../client/workspace.ts'
import type { ChartAnswer, DashboardAnswer } from '../../core/api/answers.ts'
import { say } from '../../i18n/dashboard/words.ts'
import { t } from '../../i18n/index.ts'
import { Button } from '../../widgets/button.tsx'
import { SelectField } from '../../widgets/field.tsx'
import Dialog from '../../widgets/overlay/dialog.tsx'
import { copyChart, moveChart } from './chart-actions.ts'
import css from './dialogs.module.css'

/** Takes a chart to another dashboard, or a copy of it. */
export default function MoveChart(props: { dashboard: DashboardAnswer; chart: ChartAnswer; onClose: () => void }) {
  const dashboards = trackLatestValue(useDashboards())
  const others = () => (dashboards() ?? []).filter(({ id, access }) => id !== props.dashboard.id && access === 'edit')
  const [problem, setProblem] = createSignal('')
  const { busy, onSubmit } = useSubmit(async (form, by) => {
    const to = others().find(({ id }) => id === new FormData(form).get('to'))
    if (!to) return
    const isCopy = by instanceof HTMLButtonElement && by.value === 'copy'
    try {
      if (isCopy) await copyChart(to, props.chart, props.dashboard.id)
      else await moveChart(props.dashboard, to, props.chart)
      props.onClose()
    } catch (error) {
      setProblem(await errorMessage(error))
    }
  })
  return (
    <Dialog title={say('moveTitle', { name: props.chart.name })} closeLabel={t('close')} onClose={props.onClose}>
      <Show when={others().length > 0} fallback={<p class={css.soft}>{say('noOthers')}</p>}>
        <form class={css.form} onSubmit={onSubmit}>
          <SelectField label={say('dashboard')} name="to" options={others()} />
          <Show when={problem()}>
            <p class={css.problem} role="alert">
              {problem()}
            </p>
          </Show>
          <div class={css.foot}>
            <Button variant="solid" type="submit" disabled={busy()}>
              {say('move')}
            </Button>
            <Button type="submit" value="copy" disabled={busy()}>
              {say('copyThere')}
            </Button>
          </div>
        </form>
      </Show>
    </Dialog>
  )
}
