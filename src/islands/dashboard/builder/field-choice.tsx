import X from 'lucide-solid/icons/x'
import { For, Show } from 'solid-js'
import type { ProjectAnswer } from '../../../core/api/answers.ts'
import { say } from '../../../i18n/dashboard/builder.ts'
import { FieldPick } from '../../../parts/filter/field-pick.tsx'
import type { Subject } from '../../../parts/filter/subject.ts'
import { subjectNamed } from '../../../parts/filter/subjects.ts'
import { Button } from '../../../widgets/button.tsx'
import css from './builder.module.css'
import { isEverywhere, labelOf, sentName, TEAM } from './names.ts'

/** A field as a button that opens the choice of fields; beside it what is mostly chosen, as long as nothing is. */
export function FieldChoice(props: {
  label: string
  projects: readonly ProjectAnswer[]
  value: string | undefined
  accepts: (subject: Subject) => boolean
  /** names of built-ins and fields, as far as they are there */
  suggested?: readonly string[]
  onSelect: (name: string) => void
  /** may be taken out */
  onClear?: (() => void) | undefined
}) {
  const first = () => props.projects[0]
  const accepts = (subject: Subject) => props.accepts(subject) && isEverywhere(subject, props.projects)
  const ids = () => props.projects.map(({ id }) => id)
  const suggested = () =>
    (props.suggested ?? []).filter((name) => {
      if (name === TEAM) return first()?.parts.assignees
      const subject = first() && subjectNamed(first()!, name)
      return subject && accepts(subject)
    })
  return (
    <Show when={first()}>
      {(project) => (
        <>
          <FieldPick
            project={project()}
            label={props.label}
            class={css.pick!}
            {...(props.value !== undefined && props.value !== TEAM && { value: props.value })}
            none={props.value === TEAM ? say('teams') : say('choose')}
            trigger={<span class={css.picked}>{props.value ? labelOf(project(), props.value) : say('choose')}</span>}
            accepts={accepts}
            onSelect={(subject) => props.onSelect(sentName(subject, ids()))}
          />
          <Show when={props.value && props.onClear}>
            <Button
              variant="icon"
              size="small"
              aria-label={say('takeOut', { name: labelOf(project(), props.value) })}
              onClick={() => props.onClear?.()}
            >
              <X size={14} />
            </Button>
          </Show>
          <Show when={!props.value}>
            <For each={suggested()}>
              {(name) => (
                <button type="button" class={css.suggestion} onClick={() => props.onSelect(name)}>
                  {labelOf(project(), name)}
                </button>
              )}
            </For>
          </Show>
        </>
      )}
    </Show>
  )
}
