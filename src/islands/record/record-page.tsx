import { useQuery } from '@tanstack/solid-query'
import { Match, Show, Switch } from 'solid-js'
import { cache } from '../../client/cache.ts'
import { recordQuery } from '../../client/records/query.ts'
import { recordOf } from '../../client/records/store.ts'
import { currentRoute, navigateTo } from '../../client/route.ts'
import { useProjects } from '../../client/workspace.ts'
import { t } from '../../i18n/index.ts'
import { Screen } from '../../parts/screen.tsx'
import { buttonClass } from '../../widgets/button.tsx'
import { Message } from '../../widgets/message.tsx'
import { Record } from './record.tsx'
import css from './record-page.module.css'

/** A record under its own URL, /r/<id>. */
export function RecordPage() {
  return (
    <Screen>
      <Page />
    </Screen>
  )
}

function Page() {
  const projects = useProjects()
  const id = () => currentRoute().parts[1] ?? ''
  const record = useQuery(
    () => recordQuery(id()),
    () => cache,
  )
  const project = () => projects.data?.find((project) => project.id === recordOf(id())?.project)
  return (
    <Switch>
      {/* What is known stays: the record itself says what is wrong with it. */}
      <Match when={record.isError && !recordOf(id())}>
        <Message standalone title={t('notFound.title')} text={t('notFound.text')}>
          <a class={buttonClass('solid')} href="/">
            {t('notFound.home')}
          </a>
        </Message>
      </Match>
      <Match when={project()}>
        {(currentProject) => (
          <Show when={id()} keyed>
            {(key) => (
              <div class={css.page}>
                <Record
                  id={key}
                  project={currentProject()}
                  page
                  onClose={() => void navigateTo(`/p/${currentProject().id}/`)}
                />
              </div>
            )}
          </Show>
        )}
      </Match>
    </Switch>
  )
}
