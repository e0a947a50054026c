import Plus from 'lucide-solid/icons/plus'
import X from 'lucide-solid/icons/x'
import { For, Show, Suspense } from 'solid-js'
import { mayEdit, mayManage } from '../../client/workspace.ts'
import type { ProjectAnswer } from '../../core/model/answers.ts'
import { t } from '../../i18n/index.ts'
import { opened } from '../../parts/opened.tsx'
import { ProjectIcon } from '../../parts/project-icon.tsx'
import { Button } from '../../widgets/button.tsx'
import { clearFilter, filterOf, isMine, keepSearch, searchText, setSearchText, toggleMine } from './filter.ts'
import css from './header.module.css'

const CardFields = opened(() => import('./card-fields.tsx'))

export type View = 'board' | 'table' | 'import' | 'settings'

export function Header(props: { project: ProjectAnswer; view: View; create: () => void }) {
  const views = (): View[] => {
    if (mayManage(props.project)) return ['board', 'table', 'import', 'settings']
    return mayEdit(props.project) ? ['board', 'table', 'import'] : ['board', 'table']
  }
  const filters = () => props.view === 'board' || props.view === 'table'
  let timer: ReturnType<typeof setTimeout>
  return (
    <header class={css.header}>
      <div class={css.top}>
        <h1 class={css.name}>
          <ProjectIcon icon={props.project.icon} />
          {props.project.name}
        </h1>
        <nav class={css.tabs} aria-label={t('view.label')}>
          <For each={views()}>
            {(view) => (
              <a
                class={css.tab}
                href={keepSearch(`/p/${props.project.id}/${view}`)}
                aria-current={props.view === view ? 'page' : undefined}
              >
                {t(`view.${view}`)}
              </a>
            )}
          </For>
        </nav>
        <Show when={mayEdit(props.project)}>
          <Button look="solid" class={css.new} onClick={props.create}>
            <Plus size={16} />
            <span>{t('project.new', { record: props.project.recordName })}</span>
          </Button>
        </Show>
      </div>
      <Show when={filters()}>
        <div class={css.filters}>
          <input
            type="search"
            class={css.search}
            placeholder={t('project.search')}
            aria-label={t('project.search')}
            value={searchText()}
            onInput={(event) => {
              const text = event.currentTarget.value
              clearTimeout(timer)
              timer = setTimeout(() => setSearchText(text), 200)
            }}
          />
          <Show when={props.project.parts.assignees}>
            <Button look="plain" size="small" aria-pressed={isMine()} onClick={toggleMine}>
              {t('project.mine')}
            </Button>
          </Show>
          <Show when={filterOf()}>
            <Button look="plain" size="small" onClick={clearFilter}>
              <X size={14} />
              {t('project.clearFilter')}
            </Button>
          </Show>
          <Show when={props.view === 'board'}>
            <Suspense>
              <CardFields project={props.project} />
            </Suspense>
          </Show>
        </div>
      </Show>
    </header>
  )
}
