import { createMemo, createSignal, onCleanup, Show } from 'solid-js'
import { number } from '../../client/format.ts'
import { sayLater } from '../../i18n/later.ts'
import { Button } from '../../widgets/button.tsx'
import css from './import.module.css'
import { refusedRows } from './import-context.ts'
import type { Job } from './import-job.ts'

/** Progress and time left, with Resume after a lost network. */
export function ImportProgress(props: { job: Job }) {
  const [currentTime, setCurrentTime] = createSignal(Date.now())
  const timer = setInterval(() => setCurrentTime(Date.now()), 500)
  // A reload would lose the file that is being read from; leaving the screen doesn't.
  const warn = (event: BeforeUnloadEvent) => event.preventDefault()
  addEventListener('beforeunload', warn)
  onCleanup(() => {
    clearInterval(timer)
    removeEventListener('beforeunload', warn)
  })
  const total = () => props.job.found()?.rows ?? 0
  const refusedCount = createMemo(() => {
    const answer = props.job.answer()
    return answer ? refusedRows(answer) : 0
  })
  const remaining = () => {
    const { rows, from, startedAt } = props.job.progress()
    const rowsDone = rows - from
    return rowsDone > 0 ? Math.ceil((((currentTime() - startedAt) / rowsDone) * (total() - rows)) / 1000) : null
  }
  return (
    <section class={css.sending}>
      <progress
        class={css.progress}
        max={total()}
        value={props.job.progress().rows}
        aria-label={sayLater('import.progress')}
      />
      <p class={css.tabular} role="status">
        {sayLater('import.sent', { done: number(props.job.progress().rows), count: total() })}
        <Show when={props.job.stage() === 'sending' && remaining()}>{(seconds) => <> · {timeLeft(seconds())}</>}</Show>
      </p>
      <Show when={refusedCount()}>
        {(count) => <p class={css.warning}>{sayLater('import.refused', { count: count() })}</p>}
      </Show>
      <Show when={props.job.stage() === 'sending'}>
        <div class={css.actions}>
          <Button variant="outline" disabled={props.job.stopping()} onClick={() => props.job.stop()}>
            {sayLater(props.job.stopping() ? 'import.stopping' : 'import.stop')}
          </Button>
        </div>
      </Show>
      <Show when={props.job.stage() === 'stopped'}>
        <p role="alert">
          {sayLater('import.stopped')} <span class={css.problem}>{props.job.problem()}</span>
        </p>
        <div class={css.actions}>
          <Button variant="solid" onClick={() => void props.job.resume()}>
            {sayLater('import.goOn')}
          </Button>
          <Button variant="outline" onClick={() => void props.job.undo()}>
            {sayLater('import.undo')}
          </Button>
        </div>
      </Show>
    </section>
  )
}

const timeLeft = (seconds: number) =>
  seconds < 90
    ? sayLater('import.secondsLeft', { count: seconds })
    : sayLater('import.minutesLeft', { count: Math.round(seconds / 60) })
