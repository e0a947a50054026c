import X from 'lucide-solid/icons/x'
import { For } from 'solid-js'
import type { ProjectAnswer } from '../../core/api/answers.ts'
import type { Filter } from '../../core/query/filters/ast.ts'
import { t } from '../../i18n/index.ts'
import css from './chips.module.css'
import { useNames } from './filter-names.ts'
import { sentenceOf } from './sentence.ts'

interface Props {
  project: ProjectAnswer
  filter: Filter
  /** opens what the chip says */
  onEdit: (index: number) => void
  onChange: (filter: Filter | null) => void
  invalid: boolean
}

/** Each of the outermost conditions as a sentence that can be taken away. */
export function FilterChips(props: Props) {
  const names = useNames(
    () => props.project,
    () => props.filter,
  )
  const parts = () => ('and' in props.filter ? props.filter.and : [props.filter])
  let list!: HTMLUListElement
  const remove = (index: number) => {
    const remaining = parts().filter((_, i) => i !== index)
    props.onChange(remaining.length === 0 ? null : { and: remaining })
    queueMicrotask(() => {
      const removeButtons = list?.querySelectorAll<HTMLElement>('[data-remove]')
      removeButtons?.[Math.min(index, removeButtons.length - 1)]?.focus()
    })
  }
  return (
    <ul class={css.chips} ref={list} aria-label={t('filter.label')}>
      <For each={parts()}>
        {(part, index) => (
          <li class={css.chip} data-refused={props.invalid ? '' : undefined}>
            <button
              type="button"
              class={css.sentence}
              title={sentenceOf(part, props.project, names, true)}
              aria-label={t('filter.edit', { what: sentenceOf(part, props.project, names) })}
              onClick={() => props.onEdit(index())}
            >
              {sentenceOf(part, props.project, names)}
            </button>
            <button
              type="button"
              class={css.remove}
              data-remove=""
              aria-label={t('filter.drop', { what: sentenceOf(part, props.project, names) })}
              onClick={() => remove(index())}
            >
              <X size={13} />
            </button>
          </li>
        )}
      </For>
    </ul>
  )
}
