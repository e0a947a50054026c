import { createComputed, createMemo, createResource, For, on, onCleanup, onMount, Show } from 'solid-js'
import { ApiProblem } from '../../client/api.ts'
import { errorMessage } from '../../client/error-message.ts'
import { latestValue } from '../../client/latest-value.ts'
import type { ProblemAnswer, ProjectAnswer } from '../../core/api/answers.ts'
import type { Filter } from '../../core/query/filters/ast.ts'
import { t } from '../../i18n/index.ts'
import { Button } from '../../widgets/button.tsx'
import { rowAt } from './draft.ts'
import { editFilter } from './editing.ts'
import css from './filter.module.css'
import { focusRow } from './focus-row.ts'
import { GroupBox } from './group-box.tsx'
import { useNames } from './names.ts'
import { readyFilters } from './ready.ts'

interface Props {
  project: ProjectAnswer
  filter: Filter | null
  /** told while one edits, as soon as what is edited means something */
  change: (filter: Filter | null) => void
  /** what the server said of it, paths told from the filter's root */
  refused?: ProblemAnswer['errors'] | null
  /** which of the outermost conditions one came for */
  at?: number | undefined
}

/** Builds the one filter language: sentences, joined by and and or, as deep as one needs. */
export function FilterBuilder(props: Props) {
  const editing = editFilter(() => props.project, props.filter)
  const names = useNames(
    () => props.project,
    () => editing.result().filter,
  )
  const json = createMemo(() => JSON.stringify(editing.result().filter))
  let box!: HTMLDivElement
  let timer: ReturnType<typeof setTimeout> | undefined
  const tell = () => {
    clearTimeout(timer)
    timer = undefined
    if (json() !== JSON.stringify(props.filter)) props.change(JSON.parse(json()) as Filter | null)
  }
  // Not an effect: those wait while anything around is still loading, and what was typed meanwhile would be lost.
  createComputed(
    on(
      json,
      () => {
        clearTimeout(timer)
        timer = setTimeout(tell, 300)
      },
      { defer: true },
    ),
  )
  onCleanup(() => {
    if (timer) tell()
    editing.leave()
  })
  onMount(() => {
    // After the popover has given the focus to its first control, unless somebody was quicker than that.
    setTimeout(() => {
      const around = box.closest('[role=dialog]') ?? box
      if (around.contains(document.activeElement)) focusRow(box, editing.draft.parts[props.at ?? 0]?.id)
    }, 30)
  })

  const [refused] = createResource(
    () => props.refused,
    async (errors) => {
      const first = errors[0]!
      const text = await errorMessage(new ApiProblem(422, [first], first.message))
      return { path: first.path, text }
    },
  )
  const refusedRow = () => {
    const one = props.refused ? latestValue(refused) : undefined
    const row = one && rowAt(editing.result().places, one.path)
    return one && row !== undefined ? { row, text: one.text } : null
  }

  return (
    <div class={css.builder} ref={box}>
      <Show when={editing.draft.parts.length === 0}>
        <p class={css.hint}>{t('filter.empty')}</p>
      </Show>
      <GroupBox
        project={props.project}
        group={editing.draft}
        editing={editing}
        names={names}
        depth={0}
        refused={refusedRow()}
      />
      <Show when={props.refused && latestValue(refused) && !refusedRow()}>
        <p class={css.refused} role="alert">
          {latestValue(refused)?.text}
        </p>
      </Show>
      <div class={css.foot}>
        <fieldset class={css.ready} aria-label={t('filter.ready')}>
          <For each={readyFilters(props.project)}>
            {(ready) => (
              <Button look="outline" size="small" onClick={() => editing.addReady(ready.conditions)}>
                {ready.name}
              </Button>
            )}
          </For>
        </fieldset>
        <Show when={editing.draft.parts.length > 0}>
          <Button look="plain" size="small" onClick={() => editing.clear()}>
            {t('project.clearFilter')}
          </Button>
        </Show>
      </div>
    </div>
  )
}
