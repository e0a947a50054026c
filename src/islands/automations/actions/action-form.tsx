import { type JSX, Match, Show, Switch } from 'solid-js'
import type { Action, ActionKind, ActionOf } from '../../../core/api/automation/index.ts'
import { say } from '../../../i18n/automation-words.ts'
import { FilterBuilder } from '../../../parts/filter/builder.tsx'
import { Pick, PickMany } from '../../../parts/pick/pick.tsx'
import { Button } from '../../../widgets/button.tsx'
import { TextBox } from '../controls/boxes.tsx'
import { TemplateBox } from '../controls/template-box.tsx'
import type { Around } from '../sentence/describe.ts'
import css from '../steps.module.css'
import { AssignForm } from './assign-form.tsx'
import { CreateForm } from './create-form.tsx'
import { EmailForm } from './email-form.tsx'
import { NotifyForm } from './notify-form.tsx'
import { SetForm } from './set-form.tsx'
import { WaitForm } from './wait-form.tsx'

interface Props {
  around: Around
  action: Action
  /** the steps of a branch: `side` is which of both */
  steps: (side: 'then' | 'else', actions: readonly Action[], onChange: (actions: Action[]) => void) => JSX.Element
  onChange: (action: Action) => void
}

/** One step with what it asks for. */
export function ActionForm(props: Props) {
  const project = () => props.around.project
  const is = <K extends ActionKind>(...kinds: K[]) =>
    kinds.includes(props.action.do as K) ? (props.action as ActionOf<K>) : undefined
  const set = (part: object) => props.onChange({ ...props.action, ...part } as Action)
  return (
    <div class={css.form}>
      <span class={css.does}>{say(`do.${props.action.do}`)}</span>
      <Switch>
        <Match when={is('assign')}>
          {(action) => <AssignForm around={props.around} action={action()} onChange={props.onChange} />}
        </Match>
        <Match when={is('move')}>
          {(action) => (
            <Pick
              label={say('list')}
              value={action().list}
              options={project().lists}
              gone={say('gone.list')}
              onChange={(list) => set({ list })}
            />
          )}
        </Match>
        <Match when={is('set')}>
          {(action) => <SetForm around={props.around} action={action()} onChange={props.onChange} />}
        </Match>
        <Match when={is('tag', 'untag')}>
          {(action) => (
            <PickMany
              label={say('tags')}
              values={action().tags}
              options={project().tags}
              gone={say('gone.tag')}
              onChange={(tags) => set({ tags })}
            />
          )}
        </Match>
        <Match when={is('notify')}>
          {(action) => <NotifyForm around={props.around} action={action()} onChange={props.onChange} />}
        </Match>
        <Match when={is('comment')}>
          {(action) => (
            <TemplateBox
              project={project()}
              label={say('text')}
              value={action().body}
              onChange={(body) => set({ body })}
            />
          )}
        </Match>
        <Match when={is('create')}>
          {(action) => <CreateForm around={props.around} action={action()} onChange={props.onChange} />}
        </Match>
        <Match when={is('email')}>
          {(action) => <EmailForm around={props.around} action={action()} onChange={props.onChange} />}
        </Match>
        <Match when={is('webhook')}>
          {(action) => (
            <TextBox input="url" label={say('webhookUrl')} value={action().url} onChange={(url) => set({ url })} />
          )}
        </Match>
        <Match when={is('wait')}>
          {(action) => <WaitForm around={props.around} action={action()} onChange={props.onChange} />}
        </Match>
        <Match when={is('branch')}>
          {(action) => (
            <div class={css.branch} data-wide="">
              <FilterBuilder
                compact
                project={project()}
                filter={action().if}
                onChange={(filter) => set({ if: filter ?? { and: [] } })}
              />
              <span class={css.word}>{say('branchThen')}</span>
              {props.steps('then', action().then, (actions) =>
                // biome-ignore lint/suspicious/noThenProperty: the contract's name for it
                set({ then: actions }),
              )}
              <Show
                when={action().else}
                fallback={
                  <Button variant="plain" size="small" onClick={() => set({ else: [] })}>
                    {say('addElse')}
                  </Button>
                }
              >
                {(otherwise) => (
                  <>
                    <span class={css.word}>{say('branchElse')}</span>
                    {props.steps('else', otherwise(), (actions) => set({ else: actions }))}
                  </>
                )}
              </Show>
            </div>
          )}
        </Match>
      </Switch>
    </div>
  )
}
