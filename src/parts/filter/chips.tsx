import X from 'lucide-solid/icons/x'
import { For } from 'solid-js'
import type { ProjectAnswer } from '../../core/api/answers.ts'
import type { Filter } from '../../core/query/filters/ast.ts'
import { t } from '../../i18n/index.ts'
import css from './chips.module.css'
import { useNames } from './names.ts'
import { sentenceOf } from './sentence.ts'

interface Props {
  project: ProjectAnswer
  filter: Filter
  /** opens what the chip says */
  edit: (at: number) => void
  change: (filter: Filter | null) => void
  refused: boolean
}

/** Each of the outermost conditions as a sentence that can be taken away. */
export function FilterChips(props: Props) {
  const names = useNames(
    () => props.project,
    () => props.filter,
  )
  const parts = () => ('and' in props.filter ? props.filter.and : [props.filter])
  let list!: HTMLUListElement
  const remove = (at: number) => {
    const rest = parts().filter((_, i) => i !== at)
    props.change(rest.length === 0 ? null : { and: rest })
    queueMicrotask(() => {
      const all = list?.querySelectorAll<HTMLElement>('[data-remove]')
      all?.[Math.min(at, all.length - 1)]?.focus()
    })
  }
  return (
    <ul class={css.chips} ref={list} aria-label={t('filter.label')}>
      <For each={parts()}>
        {(part, at) => (
          <li class={css.chip} data-refused={props.refused ? '' : undefined}>
            <button
              type="button"
              class={css.sentence}
              title={sentenceOf(part, props.project, names, true)}
              aria-label={t('filter.edit', { what: sentenceOf(part, props.project, names) })}
              onClick={() => props.edit(at())}
            >
              {sentenceOf(part, props.project, names)}
            </button>
            <button
              type="button"
              class={css.remove}
              data-remove=""
              aria-label={t('filter.drop', { what: sentenceOf(part, props.project, names) })}
              onClick={() => remove(at())}
            >
              <X size={13} />
            </button>
          </li>
        )}
      </For>
    </ul>
  )
}
