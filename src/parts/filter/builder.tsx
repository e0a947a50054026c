import { createComputed, createMemo, createResource, For, on, onCleanup, onMount, Show } from 'solid-js'
import { ApiProblem } from '../../client/api.ts'
import { errorMessage } from '../../client/error-message.ts'
import { latestValue } from '../../client/latest-value.ts'
import { whileHere } from '../../client/route.ts'
import type { ProblemAnswer, ProjectAnswer } from '../../core/api/answers.ts'
import type { Filter } from '../../core/query/filters/ast.ts'
import { t } from '../../i18n/index.ts'
import { Button } from '../../widgets/button.tsx'
import { rowAt } from './draft.ts'
import { editFilter } from './edit-filter.ts'
import css from './filter.module.css'
import { useNames } from './filter-names.ts'
import { focusRow } from './focus-row.ts'
import { GroupBox } from './group-box.tsx'
import { presetFilters } from './presets.ts'

interface Props {
  project: ProjectAnswer
  filter: Filter | null
  /** called on every edit that results in a complete filter */
  onChange: (filter: Filter | null) => void
  /** the API's errors, with paths relative to the filter */
  refusal?: ProblemAnswer['errors'] | null
  /** index of the top-level condition to focus */
  initialCondition?: number | undefined
  /** part of a larger form: no ready filters, and nothing said where it is empty */
  compact?: boolean
  /** beside something: a condition takes two lines */
  narrow?: boolean
}

/** The filter editor: conditions joined by and/or, nested to any depth. */
export function FilterBuilder(props: Props) {
  const editing = editFilter(() => props.project, props.filter)
  const names = useNames(
    () => props.project,
    () => editing.result().filter,
  )
  const json = createMemo(() => JSON.stringify(editing.result().filter))
  let box!: HTMLDivElement
  let timer: ReturnType<typeof setTimeout> | undefined
  // As long as it is shown: nothing that follows props may be read while it is being disposed of.
  let lastJson = json()
  const notifyChange = whileHere(() => {
    clearTimeout(timer)
    timer = undefined
    if (lastJson !== JSON.stringify(props.filter)) props.onChange(JSON.parse(lastJson) as Filter | null)
  })
  // createComputed, not createEffect: effects are held back by a pending Suspense, and input typed meanwhile would be lost.
  createComputed(
    on(
      json,
      (text) => {
        lastJson = text
        clearTimeout(timer)
        // Who waits for rows asks less often; a form is to have it all when it is sent.
        timer = setTimeout(notifyChange, props.compact ? 0 : 300)
      },
      { defer: true },
    ),
  )
  onCleanup(() => {
    // Not at once: what is being disposed of here may be what would follow the change.
    if (timer) queueMicrotask(notifyChange)
    editing.leave(lastJson)
  })
  onMount(() => {
    // After the popover has focused its first control, unless the person has moved the focus meanwhile.
    setTimeout(() => {
      // Of a larger form it is but a part.
      const container = (props.compact ? null : box.closest('[role=dialog]')) ?? box
      if (container.contains(document.activeElement))
        focusRow(box, editing.draft.parts[props.initialCondition ?? 0]?.id)
    }, 30)
  })

  const [refusalText] = createResource(
    () => props.refusal,
    async (errors) => {
      const firstError = errors[0]!
      const text = await errorMessage(new ApiProblem(422, [firstError], firstError.message))
      return { path: firstError.path, text }
    },
  )
  const refusedRow = () => {
    const refusal = props.refusal ? latestValue(refusalText) : undefined
    const row = refusal && rowAt(editing.result().paths, refusal.path)
    return refusal && row !== undefined ? { row, text: refusal.text } : null
  }

  return (
    <div
      class={css.builder}
      data-compact={props.compact ? '' : undefined}
      data-narrow={props.narrow ? '' : undefined}
      ref={box}
    >
      <Show when={editing.draft.parts.length === 0 && !props.compact}>
        <p class={css.hint}>{t('filter.empty')}</p>
      </Show>
      <GroupBox
        project={props.project}
        group={editing.draft}
        editing={editing}
        names={names}
        depth={0}
        problem={refusedRow()}
      />
      <Show when={props.refusal && latestValue(refusalText) && !refusedRow()}>
        <p class={css.refused} role="alert">
          {latestValue(refusalText)?.text}
        </p>
      </Show>
      <Show when={!props.compact}>
        <div class={css.foot}>
          <fieldset class={css.ready} aria-label={t('filter.ready')}>
            <For each={presetFilters(props.project)}>
              {(ready) => (
                <Button variant="outline" size="small" onClick={() => editing.addReady(ready.conditions)}>
                  {ready.name}
                </Button>
              )}
            </For>
          </fieldset>
          <Show when={editing.draft.parts.length > 0}>
            <Button variant="plain" size="small" onClick={() => editing.clear()}>
              {t('project.clearFilter')}
            </Button>
          </Show>
        </div>
      </Show>
    </div>
  )
}
