import { useQuery } from '@tanstack/solid-query'
import { createResource, createSignal, Show } from 'solid-js'
import { api } from '../../../client/api.ts'
import { cache } from '../../../client/cache.ts'
import { errorMessage } from '../../../client/error-message.ts'
import { latestValue, trackLatestValue } from '../../../client/latest-value.ts'
import type { ProjectAnswer, QueryAnswer } from '../../../core/api/answers.ts'
import type { ActionOf } from '../../../core/api/automation/index.ts'
import { say } from '../../../i18n/automation-words.ts'
import { Pick } from '../../../parts/pick/pick.tsx'
import { Labelled } from '../controls/boxes.tsx'
import css from '../steps.module.css'

type Texts = Record<'to' | 'subject' | 'body', string>

/** An address in a field is read as a text in which that field stands. */
const textsOf = ({ to, subject, body }: ActionOf<'email'>): Texts => ({
  to: typeof to === 'string' ? to : to.field && `{#${to.field}}`,
  subject,
  body,
})

/** How a mail reads with one of the project's records in it: one of the newest, chosen by title. */
export function EmailPreview(props: { project: ProjectAnswer; action: ActionOf<'email'> }) {
  const [isOpen, setOpen] = createSignal(false)
  return (
    <details class={css.more} data-wide="" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{say('preview')}</summary>
      <Show when={isOpen()}>
        <Filled {...props} />
      </Show>
    </details>
  )
}

const NEWEST = { sort: [{ field: 'updatedAt', desc: true }], limit: 50 }

function Filled(props: { project: ProjectAnswer; action: ActionOf<'email'> }) {
  const query = useQuery(
    () => ({
      queryKey: ['titles', props.project.id, 'newest'],
      queryFn: async () => {
        const { records } = await api<QueryAnswer>('POST', `/api/projects/${props.project.id}/query`, NEWEST)
        return records.map(({ id, title }) => ({ id, name: title }))
      },
    }),
    () => cache,
  )
  const records = trackLatestValue(query)
  const [chosen, setChosen] = createSignal<string>()
  const record = () => chosen() ?? records()?.[0]?.id
  const [filled] = createResource(
    () => record() && { record: record()!, texts: textsOf(props.action) },
    async (body) => {
      const path = `/api/projects/${props.project.id}/automations/preview`
      try {
        return (await api<{ texts: Texts }>('POST', path, body)).texts
      } catch (error) {
        return { problem: await errorMessage(error) }
      }
    },
  )
  return (
    <Show when={records()?.length !== 0} fallback={<p class={css.soft}>{say('previewNone')}</p>}>
      <Labelled label={say('previewOf')}>
        <Pick label={say('previewOf')} value={record()} options={records() ?? []} onChange={setChosen} />
      </Labelled>
      <Show when={latestValue(filled)}>
        {(texts) => (
          <Show
            when={!('problem' in texts())}
            fallback={<p class={css.problem}>{(texts() as { problem: string }).problem}</p>}
          >
            <div class={css.mail} role="status">
              <span class={css.to}>
                {say('emailTo')}: {(texts() as Texts).to || say('noAddress')}
              </span>
              <strong>{(texts() as Texts).subject}</strong>
              <p>{(texts() as Texts).body}</p>
            </div>
          </Show>
        )}
      </Show>
    </Show>
  )
}
