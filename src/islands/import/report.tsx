import CircleCheck from 'lucide-solid/icons/circle-check'
import Undo from 'lucide-solid/icons/undo-2'
import { createResource, For, Show } from 'solid-js'
import { number } from '../../client/format.ts'
import { latestValue } from '../../client/latest-value.ts'
import type { ImportAnswer, ProjectAnswer } from '../../core/api/answers.ts'
import { language } from '../../i18n/index.ts'
import { issueSentence } from '../../i18n/issue.ts'
import { sayLater } from '../../i18n/later.ts'
import { Button, buttonClass } from '../../widgets/button.tsx'
import css from './import.module.css'
import { refusedRows } from './import-context.ts'
import type { Job } from './import-job.ts'
import { ProblemTable } from './problem-table.tsx'

/** Refused rows listed on screen; the downloaded file has all. */
const MAX_LISTED = 200

export function Report(props: { job: Job; project: ProjectAnswer; answer: ImportAnswer }) {
  const isUndone = () => props.job.stage() === 'undone'
  const counts = () =>
    (['created', 'updated', 'unchanged'] as const)
      .map((kind) => ({ what: kind, count: props.answer[kind] }))
      .filter(({ what, count }) => what === 'created' || count > 0)
  return (
    <section class={css.report}>
      <h2 class={css.done}>
        <Show when={isUndone()} fallback={<CircleCheck size={20} class={css.green} />}>
          <Undo size={20} />
        </Show>
        {sayLater(isUndone() ? 'import.wasUndone' : 'import.done')}
      </h2>
      <Show when={!isUndone()}>
        <dl class={css.counts}>
          <For each={counts()}>
            {({ what, count }) => (
              <div class={css.count}>
                <dt>{sayLater(`import.${what}`)}</dt>
                <dd>{number(count)}</dd>
              </div>
            )}
          </For>
          <div class={css.count} data-bad={props.answer.refused.length > 0 ? '' : undefined}>
            <dt>{sayLater('import.refusedRows')}</dt>
            <dd>{number(refusedRows(props.answer))}</dd>
          </div>
        </dl>
      </Show>
      <div class={css.actions}>
        <a class={buttonClass('solid')} href={`/p/${props.project.id}/`}>
          {sayLater('import.toBoard')}
        </a>
        <Button variant="outline" onClick={() => props.job.reset()}>
          {sayLater('import.another')}
        </Button>
        <Show when={!isUndone()}>
          <Button variant="outline" onClick={() => void props.job.undo()}>
            {sayLater('import.undo')}
          </Button>
        </Show>
      </div>
      <Show when={props.job.problem()}>
        <p class={css.problem} role="alert">
          {props.job.problem()}
        </p>
      </Show>
      <Show when={!isUndone() && props.answer.refused.length > 0}>
        <Refused answer={props.answer} />
      </Show>
    </section>
  )
}

function Refused(props: { answer: ImportAnswer }) {
  const [sentences] = createResource(
    () => ({ refused: props.answer.refused, language: language() }),
    ({ refused }) =>
      Promise.all(
        refused.slice(0, MAX_LISTED).map(async (refusal) => ({
          ...refusal,
          reason: await issueSentence({ name: refusal.column, ...refusal.parts, ...refusal }),
        })),
      ),
  )
  return (
    <>
      <div class={css.actions}>
        <h3>{sayLater('import.refusedTitle')}</h3>
        <a class={buttonClass('outline', 'small')} href={`/api/imports/${props.answer.id}/refused.csv`} download="">
          {sayLater('import.download')}
        </a>
      </div>
      <ProblemTable lines={latestValue(sentences) ?? []} />
    </>
  )
}
