import ArrowUpDown from 'lucide-solid/icons/arrow-up-down'
import Columns3 from 'lucide-solid/icons/columns-3'
import Ellipsis from 'lucide-solid/icons/ellipsis'
import ListFilter from 'lucide-solid/icons/list-filter'
import Plus from 'lucide-solid/icons/plus'
import Rows3 from 'lucide-solid/icons/rows-3'
import SlidersHorizontal from 'lucide-solid/icons/sliders-horizontal'
import X from 'lucide-solid/icons/x'
import { For, Show, Suspense } from 'solid-js'
import { currentRoute, whileHere } from '../../client/route.ts'
import { mayEdit, mayManage } from '../../client/workspace.ts'
import type { ProjectAnswer } from '../../core/api/answers.ts'
import { t } from '../../i18n/index.ts'
import { lazyPart } from '../../parts/lazy-part.tsx'
import { ProjectIcon } from '../../parts/project-icon.tsx'
import { Button } from '../../widgets/button.tsx'
import {
  chosenTags,
  clearFilter,
  filterOf,
  isMine,
  keepSearch,
  searchText,
  setSearchText,
  toggleMine,
  urlFilter,
} from './filter.ts'
import css from './header.module.css'
import { HeaderMenu } from './menus/header-menu.tsx'

const Chips = lazyPart(() => import('./filter-chips.tsx'))

type Tab = 'board' | 'table' | 'import' | 'automations' | 'forms' | 'settings'
export type View = Tab | 'webhooks' | 'imports' | 'archive' | 'bin'

export function Header(props: { project: ProjectAnswer; view: View; onCreate: () => void }) {
  const views = (): Tab[] => {
    if (mayManage(props.project)) return ['board', 'table', 'import', 'automations', 'forms', 'settings']
    return mayEdit(props.project) ? ['board', 'table', 'import'] : ['board', 'table']
  }
  const filters = () => props.view === 'board' || props.view === 'table'
  let timer: ReturnType<typeof setTimeout>
  return (
    <header class={css.header}>
      <div class={css.top}>
        <h1 class={css.name}>
          <ProjectIcon icon={props.project.icon} />
          <span class={css.text}>{props.project.name}</span>
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
          <HeaderMenu name="more" label={t('view.more')} icon={<Ellipsis size={16} />} project={props.project} />
        </nav>
        <Show when={mayEdit(props.project)}>
          <Button
            variant="solid"
            class={css.new}
            aria-label={t('project.new', { record: props.project.recordName })}
            onClick={props.onCreate}
          >
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
              timer = setTimeout(
                whileHere(() => setSearchText(text)),
                200,
              )
            }}
          />
          <Show when={props.project.parts.assignees}>
            <Button variant="plain" size="small" class={css.mine!} aria-pressed={isMine()} onClick={toggleMine}>
              {t('project.mine')}
            </Button>
          </Show>
          <HeaderMenu
            name="filter"
            label={t('filter.label')}
            active={urlFilter() !== null || chosenTags().length > 0}
            icon={<ListFilter size={14} />}
            project={props.project}
          />
          <Show when={props.view === 'table'}>
            <HeaderMenu
              name="sort"
              label={t('sort.label')}
              active={currentRoute().search.has('sort')}
              icon={<ArrowUpDown size={14} />}
              project={props.project}
            />
            <HeaderMenu
              name="group"
              label={t('group.label')}
              active={currentRoute().search.has('group')}
              icon={<Rows3 size={14} />}
              project={props.project}
            />
            <HeaderMenu
              name="fields"
              label={t('columns.label')}
              icon={<Columns3 size={14} />}
              project={props.project}
            />
          </Show>
          <Show when={props.view === 'board'}>
            <HeaderMenu
              name="card"
              label={t('board.cardFields')}
              icon={<SlidersHorizontal size={14} />}
              project={props.project}
            />
          </Show>
          <Show when={filterOf()}>
            <div class={css.active}>
              <Show when={urlFilter() || chosenTags().length > 0}>
                <Suspense>
                  <Chips project={props.project} />
                </Suspense>
              </Show>
              <Button
                variant="plain"
                size="small"
                class={css.clear!}
                aria-label={t('project.clearFilter')}
                onClick={clearFilter}
              >
                <X size={14} />
                <span>{t('project.clearFilter')}</span>
              </Button>
            </div>
          </Show>
        </div>
      </Show>
    </header>
  )
}
