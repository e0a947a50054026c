import { Key } from '@solid-primitives/keyed'
import { createEffect, createResource, createSignal, on, Show } from 'solid-js'
import { ApiProblem, api } from '../../../client/api.ts'
import { undo } from '../../../client/changes/undo.ts'
import { errorMessage, toastError } from '../../../client/error-message.ts'
import { ago, instant } from '../../../client/format.ts'
import { latestValue, trackLatestValue } from '../../../client/latest-value.ts'
import { toast } from '../../../client/toasts.ts'
import { mayManage } from '../../../client/workspace.ts'
import type { RunAnswer } from '../../../core/api/automation/index.ts'
import { say } from '../../../i18n/automation-words.ts'
import { t } from '../../../i18n/index.ts'
import { Button } from '../../../widgets/button.tsx'
import { refetchRuns, useRuns } from '../queries.ts'
import type { Around } from '../sentence/describe.ts'
import { followRuns } from './follow-runs.ts'
import { resultText, seenText } from './result-text.ts'
import css from './runs.module.css'

/** What was set off, what it saw and did; what failed can be tried again, what it changed undone. */
export default function Runs(props: { path: string; around: Around; record?: string; onShown?: () => void }) {
  const query = useRuns(() => props.path)
  const pages = trackLatestValue(query as { isPending: boolean; data: { pages: { runs: RunAnswer[] }[] } | undefined })
  followRuns(() => props)
  const runs = () => pages()?.pages.flatMap((page) => page.runs)
  createEffect(
    on(
      () => runs() !== undefined,
      (isShown) => isShown && requestAnimationFrame(() => props.onShown?.()),
    ),
  )
  return (
    <Show when={runs()}>
      {(all) => (
        <Show
          when={all().length > 0}
          fallback={<p class={css.soft}>{say(props.record ? 'recordRunsNone' : 'noRuns')}</p>}
        >
          <ul class={css.lines} aria-label={say('runs')}>
            <Key each={all()} by="id">
              {(run) => <Run run={run()} around={props.around} named={props.record !== undefined} />}
            </Key>
          </ul>
          <Show when={query.hasNextPage}>
            <div>
              <Button onClick={() => void query.fetchNextPage()}>{t('more')}</Button>
            </div>
          </Show>
        </Show>
      )}
    </Show>
  )
}

function Run(props: { run: RunAnswer; around: Around; named: boolean }) {
  const [busy, setBusy] = createSignal(false)
  // In the reader’s words.
  const [reason] = createResource(
    () => props.run.error,
    (error) => errorMessage(new ApiProblem(422, [{ ...error, path: '' }], error.message)),
  )
  const state = () => say(`state.${props.run.state}`, { until: props.run.until ? instant(props.run.until) : '' })
  async function act(step: () => Promise<unknown>): Promise<void> {
    setBusy(true)
    try {
      await step()
      await refetchRuns()
    } catch (error) {
      await toastError(error)
    } finally {
      setBusy(false)
    }
  }
  async function retry(): Promise<void> {
    const { run } = await api<{ run: RunAnswer }>('POST', `/api/runs/${props.run.id}/retry`)
    if (run.state !== 'failed') return toast({ kind: 'done', text: say('retried') })
    const why = run.error?.message
      ? await errorMessage(new ApiProblem(422, [{ ...run.error, path: '' }], run.error.message))
      : ''
    toast({ kind: 'problem', text: say('failedAgain', { why }) })
  }
  return (
    <li class={css.run} data-state={props.run.undone ? 'undone' : props.run.state}>
      <div class={css.what}>
        <span>
          <span class={css.state}>{props.run.undone ? say('undone') : state()}</span>{' '}
          <Show when={props.named} fallback={<Title run={props.run} />}>
            <AutomationName run={props.run} around={props.around} />
          </Show>
        </span>
        <p class={css.soft}>
          <time datetime={props.run.at} title={instant(props.run.at)}>
            {ago(props.run.at)}
          </time>
          <span>{say('because', { when: say(`when.${props.run.cause.when}`) })}</span>
          <Show when={props.run.cause.by}>{(by) => <span>{by().name}</span>}</Show>
        </p>
        <Show when={props.run.state === 'skipped' && !props.run.error}>
          <p class={css.soft}>{say('notMet')}</p>
        </Show>
        <Show when={props.run.error?.message && latestValue(reason)}>
          {(text) => <p class={css.problem}>{text()}</p>}
        </Show>
        <Show when={props.run.seen.length > 0}>
          <p class={css.soft}>
            {say('saw')}: {props.run.seen.map((one) => seenText(one, props.around)).join(' · ')}
          </p>
        </Show>
        <Show when={props.run.actions.length > 0}>
          <p class={css.soft}>
            {say('did')}: {props.run.actions.map((one) => resultText(one, props.around)).join(' · ')}
          </p>
        </Show>
      </div>
      <Show when={props.run.state === 'failed' && mayManage(props.around.project)}>
        <Button size="small" disabled={busy()} onClick={() => void act(retry)}>
          {say('retry')}
        </Button>
      </Show>
      <Show when={mayManage(props.around.project) && props.run.undo && props.run.state === 'done' && !props.run.undone}>
        <Button variant="plain" size="small" disabled={busy()} onClick={() => void act(() => undo(props.run.undo!))}>
          {say('undo')}
        </Button>
      </Show>
    </li>
  )
}

function Title(props: { run: RunAnswer }) {
  return (
    <Show when={props.run.record}>
      {(record) => (
        <a class={css.name} href={`/r/${record().id}`}>
          {record().title}
        </a>
      )}
    </Show>
  )
}

/** For who may change it, the way there. */
function AutomationName(props: { run: RunAnswer; around: Around }) {
  const { id, name } = props.run.automation
  return (
    <Show when={mayManage(props.around.project)} fallback={<span class={css.name}>{name}</span>}>
      <a class={css.name} href={`/p/${props.around.project.id}/automations/${id}`}>
        {name}
      </a>
    </Show>
  )
}
