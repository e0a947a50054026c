import ListFilter from 'lucide-solid/icons/list-filter'
import { createSignal, For, Show } from 'solid-js'
import type { ProjectAnswer } from '../../../../../core/api/answers.ts'
import type { ListKind } from '../../../../../core/model/entities.ts'
import type { Filter } from '../../../../../core/query/filters/ast.ts'
import { type Key, t } from '../../../../../i18n/index.ts'
import { FilterBuilder } from '../../../../../parts/filter/builder.tsx'
import { FilterChips } from '../../../../../parts/filter/chips.tsx'
import { Button } from '../../../../../widgets/button.tsx'
import { Sheet } from '../../../../../widgets/overlay/sheet.tsx'
import css from '../form.module.css'
import { isKindOnly, kindOf, withKind } from './kind-filter.ts'

export interface FilterFieldProps {
  label: string
  hint?: string
  /** whose records are meant */
  project: ProjectAnswer
  filter: Filter | null
  onChange: (filter: Filter | null) => void
}

/** A filter as a part of a field: quick choices, its sentences, and the builder below a button. */
export default function FilterField(props: FilterFieldProps) {
  const [conditionIndex, setConditionIndex] = createSignal<number>()
  const kinds = () =>
    (['open', 'won', 'lost'] as const).filter((kind) => props.project.lists.some((list) => list.kind === kind))
  const choose = (kind?: ListKind) => props.onChange(withKind(props.filter, kind))
  const isSelected = (kind?: ListKind) => kindOf(props.filter) === kind
  let button!: HTMLButtonElement

  function change(filter: Filter | null): void {
    props.onChange(filter)
    // Removing the last chip would lose the focus.
    if (!filter && conditionIndex() === undefined) queueMicrotask(() => button.focus())
  }

  return (
    <fieldset class={css.group}>
      <legend class={css.label}>{props.label}</legend>
      <div class={css.row}>
        <Show when={kinds().length > 1}>
          <Button variant="plain" size="small" aria-pressed={isSelected()} onClick={() => choose()}>
            {t('measure.all')}
          </Button>
          <For each={kinds()}>
            {(kind) => (
              <Button variant="plain" size="small" aria-pressed={isSelected(kind)} onClick={() => choose(kind)}>
                {t(`kind.${kind}` satisfies Key)}
              </Button>
            )}
          </For>
        </Show>
        <Show when={!props.filter && kinds().length < 2}>
          <span class={css.nothing}>{t('measure.all')}</span>
        </Show>
        <Button
          ref={button}
          variant="outline"
          size="small"
          aria-haspopup="dialog"
          aria-expanded={conditionIndex() !== undefined}
          onClick={() => setConditionIndex(conditionIndex() === undefined ? 0 : undefined)}
        >
          <ListFilter size={14} />
          {t('fields.filterEdit')}
        </Button>
      </div>
      <Show when={!isKindOnly(props.filter) && props.filter}>
        {(filter) => (
          <FilterChips
            project={props.project}
            filter={filter()}
            onEdit={setConditionIndex}
            onChange={change}
            invalid={false}
          />
        )}
      </Show>
      <Show when={props.hint}>
        <p class={css.hint}>{props.hint}</p>
      </Show>
      <Show when={conditionIndex() !== undefined}>
        <Sheet label={props.label} closeLabel={t('close')} anchor={button} onClose={() => setConditionIndex()}>
          <FilterBuilder
            project={props.project}
            filter={props.filter}
            onChange={change}
            initialCondition={conditionIndex()}
          />
        </Sheet>
      </Show>
    </fieldset>
  )
}
