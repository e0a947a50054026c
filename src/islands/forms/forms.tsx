import { createEffect, Match, Show, Suspense, Switch } from 'solid-js'
import { trackLatestValue } from '../../client/latest-value.ts'
import { currentRoute } from '../../client/route.ts'
import { mayManage } from '../../client/workspace.ts'
import type { ProjectAnswer } from '../../core/api/answers.ts'
import { sayForm } from '../../i18n/form/screen.ts'
import { lazyPart } from '../../parts/lazy-part.tsx'
import { Loading } from '../../parts/loading.tsx'
import { buttonClass } from '../../widgets/button.tsx'
import { Message } from '../../widgets/message.tsx'
import css from './forms.module.css'
import { useForms } from './queries.ts'

// Neither is read by who opens the other.
const FormList = lazyPart(() => import('./list.tsx'))
const FormPage = lazyPart(() => import('./form-page.tsx'))

/** A project's forms: their list, or one of them under its own address. */
export default function Forms(props: { project: ProjectAnswer }) {
  const query = useForms(() => props.project.id)
  const all = trackLatestValue(query)
  const shown = () => currentRoute().parts[3]
  const form = () => all()?.find(({ id }) => id === shown())
  createEffect(() => {
    document.title = [form()?.name, sayForm('title'), props.project.name, 'Tonle'].filter(Boolean).join(' · ')
  })
  return (
    <div class={css.page}>
      <Show when={mayManage(props.project)} fallback={<Message title={sayForm('title')} text={sayForm('mayNot')} />}>
        <Suspense>
          <Switch fallback={<FormList project={props.project} />}>
            <Match when={shown() === 'new'}>
              <FormPage project={props.project} />
            </Match>
            <Match when={shown()}>
              <Loading query={query} when={all()}>
                {() => (
                  <Show
                    when={form()?.id}
                    keyed
                    fallback={
                      <Message title={sayForm('notThere')} text={sayForm('notThereText')}>
                        <a class={buttonClass('outline')} href={`/p/${props.project.id}/forms`}>
                          {sayForm('back')}
                        </a>
                      </Message>
                    }
                  >
                    {(_id) => <FormPage project={props.project} form={form()!} />}
                  </Show>
                )}
              </Loading>
            </Match>
          </Switch>
        </Suspense>
      </Show>
    </div>
  )
}
