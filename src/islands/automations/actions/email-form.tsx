import { Show } from 'solid-js'
import type { Action, ActionOf } from '../../../core/api/automation/index.ts'
import { say } from '../../../i18n/automation-words.ts'
import { Pick } from '../../../parts/pick/pick.tsx'
import { Labelled, TextBox } from '../controls/boxes.tsx'
import { FieldChoice } from '../controls/field-choice.tsx'
import { TemplateBox } from '../controls/template-box.tsx'
import { addressOf } from '../fields-of.ts'
import type { Around } from '../sentence/describe.ts'
import css from '../steps.module.css'
import { EmailPreview } from './email-preview.tsx'

/** To which address, what it says, and how that reads with a real record. */
export function EmailForm(props: { around: Around; action: ActionOf<'email'>; onChange: (action: Action) => void }) {
  const project = () => props.around.project
  const set = (part: object) => props.onChange({ ...props.action, ...part } as Action)
  const field = () => (typeof props.action.to === 'string' ? undefined : props.action.to.field)
  return (
    <>
      <Labelled label={say('emailTo')}>
        <Pick
          label={say('emailTo')}
          value={field() === undefined ? 'own' : 'field'}
          options={(['field', 'own'] as const).map((id) => ({ id, name: say(`address.${id}`) }))}
          onChange={(kind) => set({ to: kind === 'own' ? '' : { field: addressOf(project())?.id ?? '' } })}
        />
        <Show
          when={field() !== undefined}
          fallback={
            <TextBox
              input="email"
              label={say('address')}
              placeholder="sales@example.com"
              value={String(props.action.to)}
              onChange={(to) => set({ to })}
            />
          }
        >
          <FieldChoice
            project={project()}
            label={say('address')}
            value={field() || undefined}
            accepts={({ kind }) => kind === 'text'}
            onSelect={(field) => set({ to: { field } })}
          />
        </Show>
      </Labelled>
      <div class={css.stacked} data-wide="">
        <span class={css.label}>{say('subject')}</span>
        <TemplateBox
          project={project()}
          label={say('subject')}
          value={props.action.subject}
          rows={1}
          onChange={(subject) => set({ subject })}
        />
        <span class={css.label}>{say('body')}</span>
        <TemplateBox
          project={project()}
          label={say('body')}
          value={props.action.body}
          rows={5}
          onChange={(body) => set({ body })}
        />
      </div>
      <Labelled label={say('replyTo')}>
        <TextBox
          input="email"
          label={say('replyTo')}
          value={props.action.replyTo ?? ''}
          onChange={(replyTo) => set({ replyTo: replyTo || null })}
        />
      </Labelled>
      <EmailPreview project={project()} action={props.action} />
    </>
  )
}
