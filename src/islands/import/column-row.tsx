import ArrowRight from 'lucide-solid/icons/arrow-right'
import Plus from 'lucide-solid/icons/plus'
import { For, Show } from 'solid-js'
import type { ProjectAnswer } from '../../core/api/answers.ts'
import type { ColumnMapping, Profile } from '../../core/csv/index.ts'
import { t } from '../../i18n/index.ts'
import { hasOptions, widgetOf } from '../../parts/field-types/index.ts'
import { Button } from '../../widgets/button.tsx'
import css from './columns.module.css'
import { fieldAt, type ImportTarget, type ImportTargetGroup, importTargetOf } from './import-targets.ts'
import type { Job } from './job.ts'
import { Missing } from './missing.tsx'
import { OptionNames } from './option-names.tsx'
import { ValueMap } from './value-map.tsx'

interface Props {
  job: Job
  project: ProjectAnswer
  profile: Profile
  /** a second use of the same column */
  again: boolean
  at: number | undefined
  groups: ImportTargetGroup[]
  taken: Set<string>
  choose: (goal: ImportTarget) => void
  addUse: () => void
}

export function ColumnRow(props: Props) {
  const mapped = (): ColumnMapping | undefined =>
    props.at === undefined ? undefined : props.job.mapping.mapping[props.at]
  const goal = () => importTargetOf(mapped())
  const known = () => {
    const one = mapped()
    return one && 'to' in one ? one : undefined
  }
  const fresh = () => {
    const one = mapped()
    return one && 'toNew' in one ? one : undefined
  }
  const field = () => fieldAt(known()?.to ?? '', props.project)
  const mapsValues = () => props.profile.values !== null && (known()?.to === 'list' || hasOptions(field()?.type ?? ''))
  const namesOptions = () => props.profile.values !== null && hasOptions(fresh()?.toNew.type ?? '')
  const mayMiss = () =>
    ['tags', 'assignees'].includes(known()?.to ?? '') ||
    ['records', 'people'].includes(String(widgetOf(field()?.type ?? '').choices))

  return (
    <li class={css.row} data-out={goal() === '' ? '' : undefined} data-again={props.again ? '' : undefined}>
      <div class={css.source}>
        <strong class={css.name}>{props.profile.column}</strong>
        <span class={css.samples}>{props.profile.samples.join(' · ') || t('import.noValues')}</span>
      </div>
      <ArrowRight size={14} class={css.arrow} aria-hidden="true" />
      <div class={css.goal}>
        <div class={css.line}>
          <select
            class={css.select}
            aria-label={t('import.goalOf', { name: props.profile.column })}
            onChange={(event) => props.choose(event.currentTarget.value as ImportTarget)}
          >
            <option value="" selected={goal() === ''}>
              {t('import.leaveOut')}
            </option>
            <For each={props.groups}>
              {(group) => (
                <optgroup label={group.name}>
                  <For each={group.goals}>
                    {(one) => (
                      <option
                        value={one.goal}
                        selected={goal() === one.goal}
                        disabled={goal() !== one.goal && props.taken.has(one.goal)}
                      >
                        {one.name}
                      </option>
                    )}
                  </For>
                </optgroup>
              )}
            </For>
          </select>
          <Show when={goal() !== ''}>
            <Button
              look="icon"
              size="small"
              aria-label={t('import.useAgain')}
              title={t('import.useAgain')}
              onClick={props.addUse}
            >
              <Plus size={14} />
            </Button>
          </Show>
        </div>
        <Show when={fresh()}>
          {(one) => (
            <input
              class={css.input}
              aria-label={t('import.newName')}
              maxlength={200}
              value={one().toNew.name}
              onInput={(event) =>
                props.job.setMapping(
                  'mapping',
                  props.at!,
                  'toNew' as never,
                  'name' as never,
                  event.currentTarget.value as never,
                )
              }
            />
          )}
        </Show>
        <Show when={namesOptions()}>
          <OptionNames job={props.job} at={props.at!} column={fresh()!} profile={props.profile} />
        </Show>
        <Show when={known() && mayMiss()}>
          <Missing job={props.job} at={props.at!} column={known()!} field={field()} />
        </Show>
        <Show when={known() && mapsValues()}>
          <ValueMap
            job={props.job}
            at={props.at!}
            column={known()!}
            profile={props.profile}
            field={field()}
            project={props.project}
          />
        </Show>
      </div>
    </li>
  )
}
