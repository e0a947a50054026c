import CalendarClock from 'lucide-solid/icons/calendar-clock'
import Ellipsis from 'lucide-solid/icons/ellipsis'
import FilterIcon from 'lucide-solid/icons/funnel'
import LayoutGrid from 'lucide-solid/icons/layout-grid'
import Lock from 'lucide-solid/icons/lock'
import Maximize from 'lucide-solid/icons/maximize'
import Plus from 'lucide-solid/icons/plus'
import Share from 'lucide-solid/icons/user-plus'
import { createSignal, Show, Suspense } from 'solid-js'
import { api } from '../../client/api.ts'
import { toastUndo } from '../../client/changes/undo-toast.ts'
import { toastError } from '../../client/error-message.ts'
import { navigateTo, whileHere } from '../../client/route.ts'
import { useMe } from '../../client/workspace.ts'
import type { DashboardAnswer } from '../../core/api/answers.ts'
import { say } from '../../i18n/dashboard/words.ts'
import { lazyPart } from '../../parts/lazy-part.tsx'
import { MenuButton } from '../../parts/menu-button.tsx'
import { Button } from '../../widgets/button.tsx'
import type { MenuItem } from '../../widgets/overlay/menu.tsx'
import { isArranging, openBuilder, pastDay, setArranging, setPastDay, urlFilter } from './address.ts'
import css from './dashboard.module.css'
import { monthAgo } from './past-days.ts'
import { refetchDashboards } from './queries.ts'
import { showOnWall } from './wall.ts'

const PastBar = lazyPart(() => import('./past-bar.tsx'))
const FilterBar = lazyPart(() => import('./filter-bar.tsx'))
const ShareDialog = lazyPart(() => import('./sharing/share-dialog.tsx'))
const NameDialog = lazyPart(() => import('./name-dialog.tsx'))

/** A dashboard's name, and what can be done with all of it. */
export function Head(props: { dashboard: DashboardAnswer; refused: unknown }) {
  const me = useMe()
  const [dialog, setDialog] = createSignal<'share' | 'name' | null>(null)
  const [filtering, setFiltering] = createSignal(false)
  const mayEdit = () => props.dashboard.access === 'edit' && me.data?.may.write !== false
  const hasFilter = () => urlFilter() !== '' || props.dashboard.filter !== null

  async function remove(): Promise<void> {
    const proceed = whileHere(navigateTo)
    try {
      const { change } = await api<{ change: string }>('DELETE', `/api/dashboards/${props.dashboard.id}`)
      toastUndo(say('deleted', { name: props.dashboard.name }), change)
      await refetchDashboards()
      await proceed('/')
    } catch (error) {
      await toastError(error)
    }
  }
  const items = (): MenuItem[] => [
    ...(pastDay() || props.dashboard.charts.length === 0
      ? []
      : [{ label: say('past'), icon: <CalendarClock size={16} />, onSelect: () => setPastDay(monthAgo()) }]),
    { label: say('wall'), icon: <Maximize size={16} />, onSelect: () => void showOnWall() },
    ...(mayEdit()
      ? [
          { label: say('rename'), onSelect: () => setDialog('name') },
          'separator' as const,
          { label: say('deleteDashboard'), danger: true, onSelect: () => void remove() },
        ]
      : []),
  ]

  return (
    <>
      <header class={css.head}>
        <h1 class={css.title}>
          {props.dashboard.name}
          <Show when={props.dashboard.shared?.length === 0}>
            <span class={css.private}>
              <Lock size={12} />
              {say('private')}
            </span>
          </Show>
        </h1>
        <div class={css.buttons}>
          <Show
            when={!isArranging()}
            fallback={
              <Button variant="solid" onClick={() => setArranging(false)}>
                {say('arranged')}
              </Button>
            }
          >
            <Show when={props.dashboard.charts.length > 0}>
              <Button
                variant="plain"
                aria-pressed={filtering() || hasFilter()}
                onClick={() => setFiltering(!filtering())}
              >
                <FilterIcon size={16} />
                {say('filter')}
              </Button>
            </Show>
            <Show when={mayEdit()}>
              <Show when={props.dashboard.charts.length > 0}>
                <Button variant="plain" class={css.wide} onClick={() => setArranging(true)}>
                  <LayoutGrid size={16} />
                  {say('arrange')}
                </Button>
              </Show>
              <Button variant="plain" onClick={() => setDialog('share')}>
                <Share size={16} />
                {say('shareButton')}
              </Button>
            </Show>
            <MenuButton
              label={say('more', { name: props.dashboard.name })}
              trigger={<Ellipsis size={16} />}
              items={items()}
            />
            <Show when={mayEdit()}>
              <Button variant="solid" onClick={() => openBuilder('new')}>
                <Plus size={16} />
                {say('newChart')}
              </Button>
            </Show>
          </Show>
        </div>
      </header>
      <Suspense>
        <Show when={pastDay()}>
          <PastBar />
        </Show>
      </Suspense>
      <Suspense>
        <Show when={filtering() || hasFilter()}>
          <FilterBar
            dashboard={props.dashboard}
            mayEdit={mayEdit()}
            begins={filtering() && !hasFilter()}
            refused={props.refused}
          />
        </Show>
      </Suspense>
      <Suspense>
        <Show when={dialog() === 'share'}>
          <ShareDialog dashboard={props.dashboard} onClose={() => setDialog(null)} />
        </Show>
        <Show when={dialog() === 'name'}>
          <NameDialog dashboard={props.dashboard} onClose={() => setDialog(null)} />
        </Show>
      </Suspense>
    </>
  )
}
