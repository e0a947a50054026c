import { For, Show } from 'solid-js'
import { cachedProject } from '../../client/workspace.ts'
import type { FieldAnswer } from '../../core/api/answers.ts'
import type { KnownColumn } from '../../core/csv/index.ts'
import { sayLater } from '../../i18n/later.ts'
import { kindOf, mayBeUnique, widgetOf } from '../../parts/field-types/index.ts'
import css from './columns.module.css'
import type { Job } from './import-job.ts'

/** How a column's references are resolved: by which key, and what happens when no record is found. */
export function ReferenceOptions(props: {
  job: Job
  mappingIndex: number
  column: KnownColumn
  field: FieldAnswer | undefined
}) {
  const set = (patch: Partial<KnownColumn>) => props.job.setMapping('mapping', props.mappingIndex, patch as never)
  const choices = () => props.field && widgetOf(props.field.type).choices
  const targetProject = () =>
    props.field && choices() === 'records' ? cachedProject(String(props.field.config.project)) : undefined
  const ways = () => [
    { id: 'title', name: targetProject()?.titleName ?? sayLater('import.byTitle') },
    { id: 'number', name: sayLater('import.byNumber') },
    ...(targetProject()?.fields ?? [])
      .filter(({ type }) => mayBeUnique(type) && kindOf(type) === 'text')
      .map(({ name }) => ({ id: name, name })),
  ]
  // A number can't be given to a new record, and people are invited, not imported.
  const outcomes = () =>
    (['create', 'skip', 'refuse'] as const).filter(
      (outcome) =>
        outcome !== 'create' ||
        (props.column.to !== 'assignees' && choices() !== 'people' && props.column.by !== 'number'),
    )

  return (
    <div class={css.pair}>
      <Show when={choices() === 'records'}>
        <label class={css.small}>
          {sayLater('import.foundBy')}
          <select
            class={css.select}
            onChange={(event) => {
              const key = event.currentTarget.value
              set({ by: key, ...(key === 'number' && props.column.missing === 'create' ? { missing: 'refuse' } : {}) })
            }}
          >
            <For each={ways()}>
              {(strategy) => (
                <option value={strategy.id} selected={props.column.by === strategy.id}>
                  {strategy.name}
                </option>
              )}
            </For>
          </select>
        </label>
      </Show>
      <label class={css.small}>
        {sayLater('import.ifMissing')}
        <select class={css.select} onChange={(event) => set({ missing: event.currentTarget.value as 'create' })}>
          <For each={outcomes()}>
            {(outcome) => (
              <option value={outcome} selected={props.column.missing === outcome}>
                {sayLater(`import.missing.${outcome}`)}
              </option>
            )}
          </For>
        </select>
      </label>
    </div>
  )
}
