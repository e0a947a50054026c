import { createEffect, Match, Show, Suspense, Switch } from 'solid-js'
import { trackLatestValue } from '../../client/latest-value.ts'
import { currentRoute } from '../../client/route.ts'
import { mayManage } from '../../client/workspace.ts'
import type { ProjectAnswer } from '../../core/api/answers.ts'
import { say } from '../../i18n/automation-words.ts'
import { lazyPart } from '../../parts/lazy-part.tsx'
import { Loading } from '../../parts/loading.tsx'
import { buttonClass } from '../../widgets/button.tsx'
import { Message } from '../../widgets/message.tsx'
import { draftOf } from './definition.ts'
import css from './list/list.module.css'
import { useAutomations } from './queries.ts'

// Neither is read by who opens the other.
const AutomationList = lazyPart(() => import('./list/list.tsx'))
const Editor = lazyPart(() => import('./editor/editor.tsx'))
const Closed = lazyPart(() => import('./editor/closed.tsx'))

/** A project's automations: their list, or one of them under its own address. */
export default function Automations(props: { project: ProjectAnswer }) {
  const query = useAutomations(() => props.project.id)
  const all = trackLatestValue(query)
  const shown = () => currentRoute().parts[3]
  const automation = () => all()?.find(({ id }) => id === shown())
  createEffect(() => {
    const name = automation()?.name
    document.title = [name, say('title'), props.project.name, 'Tonle'].filter(Boolean).join(' · ')
  })
  return (
    <div class={css.page}>
      <Show when={mayManage(props.project)} fallback={<Message title={say('title')} text={say('mayNot')} />}>
        <Suspense>
          <Switch fallback={<AutomationList project={props.project} />}>
            <Match when={shown() === 'new'}>
              <Editor project={props.project} />
            </Match>
            <Match when={shown()}>
              <Loading query={query} when={all()}>
                {() => (
                  <Switch
                    fallback={
                      <Message title={say('notThere')} text={say('notThereText')}>
                        <a class={buttonClass('outline')} href={`/p/${props.project.id}/automations`}>
                          {say('back')}
                        </a>
                      </Message>
                    }
                  >
                    <Match when={automation() && !draftOf(automation()!)}>
                      <Closed project={props.project} automation={automation()!} />
                    </Match>
                    <Match when={automation()?.id} keyed>
                      {(_id) => <Editor project={props.project} automation={automation()!} />}
                    </Match>
                  </Switch>
                )}
              </Loading>
            </Match>
          </Switch>
        </Suspense>
      </Show>
    </div>
  )
}
