import ArrowRight from 'lucide-solid/icons/arrow-right'
import Plus from 'lucide-solid/icons/plus'
import { For, Show } from 'solid-js'
import type { ProjectAnswer } from '../../core/api/answers.ts'
import type { ColumnMapping, Profile } from '../../core/csv/index.ts'
import { isKnown, isNew } from '../../core/csv/mapping.ts'
import { sayLater } from '../../i18n/later.ts'
import { hasOptions, widgetOf } from '../../parts/field-types/index.ts'
import { Button } from '../../widgets/button.tsx'
import css from './columns.module.css'
import type { Job } from './import-job.ts'
import { fieldAt, type ImportTarget, type ImportTargetGroup, importTargetOf, valuesAt } from './import-targets.ts'
import { OptionNames } from './option-names.tsx'
import { ReferenceOptions } from './reference-options.tsx'
import { SeparatorOption } from './separator-option.tsx'
import { ValueMap } from './value-map.tsx'

interface Props {
  job: Job
  project: ProjectAnswer
  profile: Profile
  /** a second use of the same column */
  isRepeated: boolean
  mappingIndex: number | undefined
  groups: ImportTargetGroup[]
  onSelectTarget: (target: ImportTarget) => void
  onAddUse: () => void
}

export function ColumnRow(props: Props) {
  const mapped = (): ColumnMapping | undefined =>
    props.mappingIndex === undefined ? undefined : props.job.mapping.mapping[props.mappingIndex]
  const target = () => importTargetOf(mapped(), props.job.mapping.mapping)
  const existingColumn = () => {
    const mapping = mapped()
    return mapping && isKnown(mapping) ? mapping : undefined
  }
  const newColumn = () => {
    const mapping = mapped()
    return mapping && isNew(mapping) ? mapping : undefined
  }
  const field = () => fieldAt(existingColumn()?.to ?? '', props.project)
  const mapsValues = () =>
    props.profile.values !== null && (existingColumn()?.to === 'list' || hasOptions(field()?.type ?? ''))
  const values = () => valuesAt(props.profile, existingColumn() ?? newColumn() ?? {})
  const parted = () => {
    const column = existingColumn() ?? newColumn()
    return column?.separator !== undefined && props.profile.separators.length > 0 ? column : undefined
  }
  const namesOptions = () => props.profile.values !== null && hasOptions(newColumn()?.toNew.type ?? '')
  const mayHaveMissing = () =>
    ['tags', 'assignees'].includes(existingColumn()?.to ?? '') ||
    ['records', 'people'].includes(String(widgetOf(field()?.type ?? '').choices))

  return (
    <li class={css.row} data-out={target() === '' ? '' : undefined} data-again={props.isRepeated ? '' : undefined}>
      <div class={css.source}>
        <strong class={css.name}>{props.profile.column}</strong>
        <span class={css.samples}>{props.profile.samples.join(' · ') || sayLater('import.noValues')}</span>
      </div>
      <ArrowRight size={14} class={css.arrow} aria-hidden="true" />
      <div class={css.goal}>
        <div class={css.line}>
          <select
            class={css.select}
            aria-label={sayLater('import.goalOf', { name: props.profile.column })}
            onChange={(event) => props.onSelectTarget(event.currentTarget.value as ImportTarget)}
          >
            <option value="" selected={target() === ''}>
              {sayLater('import.leaveOut')}
            </option>
            <For each={props.groups}>
              {(group) => (
                <optgroup label={group.name}>
                  <For each={group.targets}>
                    {(option) => (
                      <option value={option.target} selected={target() === option.target}>
                        {option.name}
                      </option>
                    )}
                  </For>
                </optgroup>
              )}
            </For>
          </select>
          <Show when={target() !== ''}>
            <Button
              variant="icon"
              size="small"
              aria-label={sayLater('import.useAgain')}
              title={sayLater('import.useAgain')}
              onClick={props.onAddUse}
            >
              <Plus size={14} />
            </Button>
          </Show>
        </div>
        <Show when={newColumn()}>
          {(column) => (
            <input
              class={css.input}
              aria-label={sayLater('import.newName')}
              maxlength={200}
              value={column().toNew.name}
              onInput={(event) =>
                props.job.setMapping(
                  'mapping',
                  props.mappingIndex!,
                  'toNew' as never,
                  'name' as never,
                  event.currentTarget.value as never,
                )
              }
            />
          )}
        </Show>
        <Show when={parted()}>
          {(column) => <SeparatorOption job={props.job} mappingIndex={props.mappingIndex!} column={column()} />}
        </Show>
        <Show when={namesOptions()}>
          <OptionNames job={props.job} mappingIndex={props.mappingIndex!} column={newColumn()!} values={values()} />
        </Show>
        <Show when={existingColumn() && mayHaveMissing()}>
          <ReferenceOptions
            job={props.job}
            mappingIndex={props.mappingIndex!}
            column={existingColumn()!}
            field={field()}
          />
        </Show>
        <Show when={existingColumn() && mapsValues()}>
          <ValueMap
            job={props.job}
            mappingIndex={props.mappingIndex!}
            column={existingColumn()!}
            values={values()}
            field={field()}
            project={props.project}
          />
        </Show>
      </div>
    </li>
  )
}
