import ChartColumn from 'lucide-solid/icons/chart-column'
import Plus from 'lucide-solid/icons/plus'
import SettingsIcon from 'lucide-solid/icons/settings'
import { createSignal, For, type JSX, Show, Suspense } from 'solid-js'
import { currentRoute } from '../../client/route.ts'
import { useDashboards, useMe, useProjects } from '../../client/workspace.ts'
import { t } from '../../i18n/index.ts'
import { lazyPart } from '../../parts/lazy-part.tsx'
import { ProjectIcon } from '../../parts/project-icon.tsx'
import { Button } from '../../widgets/button.tsx'
import { BellButton } from '../notifications/bell-button.tsx'
import css from './rail.module.css'
import { SearchButton } from './search/search-button.tsx'

const NewDashboard = lazyPart(() => import('./new-dashboard.tsx'))
const NewProject = lazyPart(() => import('./new-project.tsx'))

/** The rail's links: search, dashboards, projects. */
export function Navigation() {
  const projects = useProjects()
  const dashboards = useDashboards()
  const me = useMe()
  const [creating, setCreating] = createSignal<'project' | 'dashboard' | null>(null)
  return (
    <div class={css.places}>
      <SearchButton />
      <BellButton />
      <Show when={dashboards.data?.length || me.data?.may.write}>
        <div class={css.headingRow}>
          <h2 class={css.heading}>{t('rail.dashboards')}</h2>
          <Show when={me.data?.may.write}>
            <Button
              variant="icon"
              size="small"
              aria-label={t('rail.newDashboard')}
              title={t('rail.newDashboard')}
              onClick={() => setCreating('dashboard')}
            >
              <Plus size={14} />
            </Button>
          </Show>
        </div>
        <ul>
          <For each={dashboards.data}>
            {(dashboard) => (
              <NavigationLink screen="d" id={dashboard.id} name={dashboard.name}>
                <ChartColumn size={16} />
              </NavigationLink>
            )}
          </For>
        </ul>
      </Show>
      <div class={css.headingRow}>
        <h2 class={css.heading}>{t('rail.projects')}</h2>
        <Show when={me.data?.may.projects}>
          <Button
            variant="icon"
            size="small"
            aria-label={t('rail.newProject')}
            title={t('rail.newProject')}
            onClick={() => setCreating('project')}
          >
            <Plus size={14} />
          </Button>
        </Show>
      </div>
      <Suspense>
        <Show when={creating() === 'project'}>
          <NewProject onClose={() => setCreating(null)} />
        </Show>
        <Show when={creating() === 'dashboard'}>
          <NewDashboard onClose={() => setCreating(null)} />
        </Show>
      </Suspense>
      <ul>
        <For each={projects.data}>
          {(project) => (
            <NavigationLink screen="p" id={project.id} name={project.name}>
              <ProjectIcon icon={project.icon} />
            </NavigationLink>
          )}
        </For>
      </ul>
      <ul class={css.foot}>
        <li>
          <a
            class={css.place}
            href="/settings/"
            title={t('rail.settings')}
            aria-current={currentRoute().parts[0] === 'settings' ? 'page' : undefined}
          >
            <SettingsIcon size={16} />
            <span class={css.name}>{t('rail.settings')}</span>
          </a>
        </li>
      </ul>
    </div>
  )
}

function NavigationLink(props: { screen: 'p' | 'd'; id: string; name: string; children: JSX.Element }) {
  const current = () => currentRoute().parts[0] === props.screen && currentRoute().parts[1] === props.id
  return (
    <li>
      <a
        class={css.place}
        href={`/${props.screen}/${props.id}/`}
        title={props.name}
        aria-current={current() ? 'page' : undefined}
      >
        {props.children}
        <span class={css.name}>{props.name}</span>
      </a>
    </li>
  )
}
