import Copy from 'lucide-solid/icons/copy'
import Download from 'lucide-solid/icons/download'
import Ellipsis from 'lucide-solid/icons/ellipsis'
import FolderInput from 'lucide-solid/icons/folder-input'
import ImageDown from 'lucide-solid/icons/image-down'
import Info from 'lucide-solid/icons/info'
import Pencil from 'lucide-solid/icons/pencil'
import Trash from 'lucide-solid/icons/trash'
import { createSignal, Show, Suspense, useContext } from 'solid-js'
import { api } from '../../client/api.ts'
import { toastError } from '../../client/error-message.ts'
import { useMe } from '../../client/workspace.ts'
import type { ChartAnswer, DashboardAnswer } from '../../core/api/answers.ts'
import { say } from '../../i18n/dashboard/words.ts'
import { lazyPart } from '../../parts/lazy-part.tsx'
import { MenuButton } from '../../parts/menu-button.tsx'
import type { MenuItem } from '../../widgets/overlay/menu.tsx'
import { openBuilder, pastDay, urlFilter } from './address.ts'
import { copyChart, deleteChart, isSeen } from './chart-actions.ts'
import { ExplainContext } from './charts/explained.tsx'
import type { ChartAnswered } from './charts/points.ts'
import { fileName, save } from './export/save.ts'

const MoveChart = lazyPart(() => import('./move-chart.tsx'))

/** What can be done with a chart. */
export function ChartMenu(props: {
  dashboard: DashboardAnswer
  chart: ChartAnswer
  data: ChartAnswered | undefined
  card: HTMLElement
}) {
  const me = useMe()
  const explain = useContext(ExplainContext)
  const [moving, setMoving] = createSignal(false)
  const data = () => (props.data && !('error' in props.data) ? props.data : undefined)
  const mayEdit = () => props.dashboard.access === 'edit' && me.data?.may.write !== false
  const attempt = (step: () => Promise<unknown>) => () => void step().catch(toastError)
  const items = (): MenuItem[] => {
    const editItems: MenuItem[] = [
      ...(isSeen(props.chart)
        ? [{ label: say('edit'), icon: <Pencil size={16} />, onSelect: () => openBuilder(props.chart.id) }]
        : []),
      {
        label: say('duplicate'),
        icon: <Copy size={16} />,
        onSelect: attempt(() => copyChart(props.dashboard, props.chart)),
      },
      { label: say('moveTo'), icon: <FolderInput size={16} />, onSelect: () => setMoving(true) },
    ]
    const saved: MenuItem[] = [
      ...(explain && data()
        ? [
            {
              label: say('explain'),
              icon: <Info size={16} />,
              onSelect: () => explain({ chart: props.chart }),
            },
          ]
        : []),
      ...(me.data?.may.export && data()
        ? [
            {
              label: say('csv'),
              icon: <Download size={16} />,
              onSelect: attempt(() => exportCsv(props.chart)),
            },
          ]
        : []),
      {
        label: say('png'),
        icon: <ImageDown size={16} />,
        onSelect: attempt(async () => (await import('./export/picture.ts')).savePicture(props.card, props.chart.name)),
      },
    ]
    const last: MenuItem[] = [
      'separator',
      {
        label: say('delete'),
        icon: <Trash size={16} />,
        danger: true,
        onSelect: attempt(() => deleteChart(props.dashboard, props.chart)),
      },
    ]
    return mayEdit() ? [...editItems, 'separator', ...saved, ...last] : saved
  }
  return (
    <>
      <MenuButton
        label={say('more', { name: props.chart.name })}
        size="small"
        trigger={<Ellipsis size={14} />}
        items={items()}
      />
      <Suspense>
        <Show when={moving()}>
          <MoveChart dashboard={props.dashboard} chart={props.chart} onClose={() => setMoving(false)} />
        </Show>
      </Suspense>
    </>
  )
}

/** As it is shown: with the filter of the address, on the day that is looked at. */
async function exportCsv({ id, name }: ChartAnswer): Promise<void> {
  const body = {
    ...(urlFilter() && { filter: JSON.parse(urlFilter()) as Record<string, unknown> }),
    ...(pastDay() && { at: pastDay() }),
  }
  const { csv } = await api<{ csv: string }>('POST', `/api/charts/${id}/csv`, body)
  save(new Blob([csv], { type: 'text/csv;charset=utf-8' }), fileName(name, 'csv'))
}
