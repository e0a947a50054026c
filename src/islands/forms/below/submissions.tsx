import { createResource, createSignal, For, Show } from 'solid-js'
import { ApiProblem, api } from '../../../client/api.ts'
import { toastUndo } from '../../../client/changes/undo-toast.ts'
import { errorMessage, toastError } from '../../../client/error-message.ts'
import { instant } from '../../../client/format.ts'
import { latestValue } from '../../../client/latest-value.ts'
import type { ProjectAnswer } from '../../../core/api/answers.ts'
import type { FormAnswer, SubmissionAnswer } from '../../../core/api/form/index.ts'
import { sayForm } from '../../../i18n/form/screen.ts'
import { Loading } from '../../../parts/loading.tsx'
import { Button } from '../../../widgets/button.tsx'
import { askable } from '../editor/field-list.tsx'
import css from '../forms.module.css'
import { refetchSubmissions, useSubmissions } from '../queries.ts'

/** What came in, the newest first: what has become of it, and what a person has to decide. */
export function Submissions(props: { project: ProjectAnswer; form: FormAnswer }) {
  const query = useSubmissions(() => props.form.id)
  const all = () => query.data?.pages.flatMap(({ submissions }) => submissions)
  return (
    <section class={css.section}>
      <h3>{sayForm('submissions')}</h3>
      <Loading query={query} when={all()}>
        {(list) => (
          <Show when={list().length > 0} fallback={<p class={css.soft}>{sayForm('noSubmissions')}</p>}>
            <ul class={css.lines} aria-label={sayForm('submissions')}>
              <For each={list()}>
                {(one) => <Submission project={props.project} form={props.form} submission={one} />}
              </For>
            </ul>
          </Show>
        )}
      </Loading>
      <Show when={query.hasNextPage}>
        <Button disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {sayForm('moreSubmissions')}
        </Button>
      </Show>
    </section>
  )
}

const shown = (value: unknown): string => (Array.isArray(value) ? value.join(', ') : String(value ?? ''))

function Submission(props: { project: ProjectAnswer; form: FormAnswer; submission: SubmissionAnswer }) {
  const nameOf = (key: string) => askable(props.project).find(({ id }) => id === key)?.name ?? key
  const optionOf = (key: string, value: unknown): string => {
    const field = props.project.fields.find(({ id }) => id === key)
    const options = (field?.config.options ?? []) as unknown as { id: string; name: string }[]
    return [value]
      .flat()
      .map((one) => options.find(({ id }) => id === one)?.name ?? shown(one))
      .join(', ')
  }
  /** As the form asks for them; what it asks for no more comes last. */
  const inOrder = () => {
    const place = (key: string) => props.form.fields.findIndex(({ field }) => field === key) >>> 0
    return Object.entries(props.submission.values).sort(([a], [b]) => place(a) - place(b))
  }
  async function decide(body: { take?: string[]; leave?: string[] }): Promise<void> {
    try {
      const path = `/api/submissions/${props.submission.id}/take`
      const { change } = await api<{ change: string | null }>('POST', path, body)
      if (change) toastUndo(sayForm(body.take ? 'taken' : 'left'), change)
      await refetchSubmissions()
    } catch (error) {
      await toastError(error)
    }
  }
  const [busy, setBusy] = createSignal(false)
  async function make(): Promise<void> {
    setBusy(true)
    try {
      const { change } = await api<{ change: string | null }>('PUT', `/api/submissions/${props.submission.id}/record`)
      if (change) toastUndo(sayForm('made'), change)
      await refetchSubmissions()
    } catch (error) {
      await toastError(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <li class={css.submission}>
      <p class={css.soft}>
        <time datetime={props.submission.at}>{instant(props.submission.at)}</time>
        <span>{sayForm(props.submission.matched ? 'state.matched' : `state.${props.submission.state}`)}</span>
        <For each={[props.submission.record, props.submission.linked]}>
          {(record) => <Show when={record}>{(one) => <a href={`/r/${one().id}`}>{one().title}</a>}</Show>}
        </For>
      </p>
      <dl class={css.values}>
        <For each={inOrder()}>
          {([key, value]) => (
            <div>
              <dt>{nameOf(key)}</dt>
              <dd>{optionOf(key, value)}</dd>
            </div>
          )}
        </For>
      </dl>
      <Reasons submission={props.submission} />
      <Show when={props.submission.state === 'refused'}>
        <Button size="small" disabled={busy()} onClick={() => void make()}>
          {sayForm('make')}
        </Button>
      </Show>
      <Show when={props.submission.suggested.length > 0}>
        <p class={css.soft}>
          {sayForm('suggested')}
          <For each={props.submission.suggested}>{({ id, title }) => <a href={`/r/${id}`}>{title}</a>}</For>
        </p>
      </Show>
      <For each={Object.entries(props.submission.differs)}>
        {([key, value]) => (
          <p class={css.differs}>
            <span>{sayForm('differs', { field: nameOf(key), value: optionOf(key, value) })}</span>
            <Show when={props.submission.record}>
              <Button size="small" onClick={() => void decide({ take: [key] })}>
                {sayForm('take')}
              </Button>
              <Button size="small" variant="plain" onClick={() => void decide({ leave: [key] })}>
                {sayForm('leave')}
              </Button>
            </Show>
          </p>
        )}
      </For>
    </li>
  )
}

/** Why it isn't a record, or, once somebody has made one of it, what of it isn't in there. */
function Reasons(props: { submission: SubmissionAnswer }) {
  const [texts] = createResource(
    () => props.submission.reasons,
    (reasons) => Promise.all(reasons.map((one) => errorMessage(new ApiProblem(422, [one], one.message)))),
  )
  return (
    <Show when={latestValue(texts)?.length}>
      <div class={css.paused}>
        <Show when={props.submission.state === 'stored'}>
          <p>{sayForm('notTaken')}</p>
        </Show>
        <For each={latestValue(texts)}>{(text) => <p>{text}</p>}</For>
      </div>
    </Show>
  )
}
