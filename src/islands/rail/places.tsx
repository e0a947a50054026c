import ChartColumn from 'lucide-solid/icons/chart-column'
import SettingsIcon from 'lucide-solid/icons/settings'
import { For, type JSX, Show } from 'solid-js'
import { here } from '../../client/route.ts'
import { useDashboards, useProjects } from '../../client/workspace.ts'
import { t } from '../../i18n/index.ts'
import { ProjectIcon } from '../../parts/project-icon.tsx'
import css from './rail.module.css'

/** Where one can go. */
export function Places() {
  const projects = useProjects()
  const dashboards = useDashboards()
  return (
    <div class={css.places}>
      <Show when={dashboards.data?.length}>
        <h2 class={css.heading}>{t('rail.dashboards')}</h2>
        <ul>
          <For each={dashboards.data}>
            {(one) => (
              <Goal screen="d" id={one.id} name={one.name}>
                <ChartColumn size={16} />
              </Goal>
            )}
          </For>
        </ul>
      </Show>
      <h2 class={css.heading}>{t('rail.projects')}</h2>
      <ul>
        <For each={projects.data}>
          {(one) => (
            <Goal screen="p" id={one.id} name={one.name}>
              <ProjectIcon icon={one.icon} />
            </Goal>
          )}
        </For>
      </ul>
      <ul class={css.foot}>
        <li>
          <a
            class={css.place}
            href="/settings/"
            title={t('rail.settings')}
            aria-current={here().parts[0] === 'settings' ? 'page' : undefined}
          >
            <SettingsIcon size={16} />
            <span class={css.name}>{t('rail.settings')}</span>
          </a>
        </li>
      </ul>
    </div>
  )
}

function Goal(props: { screen: 'p' | 'd'; id: string; name: string; children: JSX.Element }) {
  const current = () => here().parts[0] === props.screen && here().parts[1] === props.id
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
