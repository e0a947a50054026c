import { createEffect, createSignal, on, onCleanup, Show } from 'solid-js'
import type { InferOutput } from 'valibot'
import { ApiProblem, api } from '../../../client/api.ts'
import { displayName } from '../../../client/fallback-dates.ts'
import type { ProjectAnswer } from '../../../core/api/answers.ts'
import type { formPreview } from '../../../core/api/form/index.ts'
import { sayForm } from '../../../i18n/form/screen.ts'
import type { Draft } from '../draft.ts'
import css from '../forms.module.css'
import { Choice } from './controls.tsx'
import { DrawnForm } from './drawn-form.tsx'

/** So long after the last letter it is drawn anew: ms. */
const PAUSE = 400

/** The form as a visitor sees it, drawn by whoever will draw it for them. */
export function Preview(props: {
  project: ProjectAnswer
  draft: Draft
  body: () => object
  onProblem: (error: ApiProblem | null) => void
}) {
  const [shown, setShown] = createSignal<string>()
  const [tongue, setTongue] = createSignal<string | null>(null)
  const languages = () => [...new Set([props.draft.language, ...Object.keys(props.draft.texts)])]
  let requestCount = 0

  async function draw(): Promise<void> {
    const turn = ++requestCount
    const body = { ...props.body(), ...(tongue() && { preview: tongue() }) }
    try {
      const answer = await api<InferOutput<typeof formPreview>>(
        'POST',
        `/api/projects/${props.project.id}/forms/preview`,
        body,
      )
      if (turn !== requestCount) return
      setShown(answer.html)
      props.onProblem(null)
    } catch (error) {
      // What is drawn stays, beside what is wrong with what isn't.
      if (turn === requestCount && error instanceof ApiProblem && error.status === 422) props.onProblem(error)
    }
  }

  let timer: ReturnType<typeof setTimeout> | undefined
  createEffect(
    on(
      () => JSON.stringify(props.draft) + tongue(),
      () => {
        clearTimeout(timer)
        timer = setTimeout(draw, shown() ? PAUSE : 0)
      },
    ),
  )
  onCleanup(() => clearTimeout(timer))
  return (
    <section class={css.preview} aria-label={sayForm('preview')}>
      <h3>{sayForm('preview')}</h3>
      <Show when={languages().length > 1}>
        <Choice
          label={sayForm('language')}
          value={tongue() ?? props.draft.language}
          options={languages().map((id) => ({ id, name: displayName('language', id) }))}
          onChange={setTongue}
        />
      </Show>
      <Show when={shown()}>{(html) => <DrawnForm html={html()} />}</Show>
    </section>
  )
}
