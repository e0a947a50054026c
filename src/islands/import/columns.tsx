import { createMemo, createSignal, For, Show } from 'solid-js'
import type { ProjectAnswer } from '../../core/api/answers.ts'
import type { ColumnMapping, Profile } from '../../core/csv/index.ts'
import { t } from '../../i18n/index.ts'
import { Button } from '../../widgets/button.tsx'
import { ColumnRow } from './column-row.tsx'
import css from './columns.module.css'
import { type ImportTarget, importTargetGroups, importTargetOf, mappingTo } from './import-targets.ts'
import type { Job } from './job.ts'

/** So many columns are shown at first; those that are used always are. */
const FEW = 40

/** Every column of the file with where it goes. One row a use of a column: a close date may fill two things. */
export function Columns(props: { job: Job; project: ProjectAnswer }) {
  const [all, setAll] = createSignal(false)
  const groups = createMemo(() => importTargetGroups(props.project))
  const profiles = () => props.job.found()?.profiles ?? []
  const usesOf = (column: string) => props.job.mapping.mapping.flatMap((one, at) => (one.column === column ? [at] : []))
  const shown = createMemo(() => profiles().filter((one, i) => all() || i < FEW || usesOf(one.column).length > 0))
  const taken = createMemo(
    () => new Set(props.job.mapping.mapping.map(importTargetOf).filter((goal) => goal.startsWith('to:'))),
  )

  /** What a further use of a column goes to until one chooses: a new field, or the first place nothing goes to. */
  const free = (): ImportTarget => {
    const goals = groups().flatMap((group) => group.goals.map(({ goal }) => goal))
    return goals.find((goal) => goal === 'new:text') ?? goals.find((goal) => !taken().has(goal)) ?? ''
  }

  function choose(profile: Profile, at: number | undefined, goal: ImportTarget): void {
    const before = at === undefined ? undefined : props.job.mapping.mapping[at]
    const next = mappingTo(goal, profile, props.project, before)
    put(profile, at, next)
  }

  /** Keeps the order of the file's columns, so that an added use stands beside the first. */
  function put(profile: Profile, at: number | undefined, next: ColumnMapping | undefined): void {
    const rest = props.job.mapping.mapping.filter((_, i) => i !== at)
    const place = at ?? rest.findLastIndex((one) => one.column === profile.column) + 1
    const mapping = next ? [...rest.slice(0, place), next, ...rest.slice(place)] : rest
    props.job.setMapping('mapping', mapping)
  }

  return (
    <section class={css.columns}>
      <h2 class={css.heading}>{t('import.columns', { count: profiles().length })}</h2>
      <p class={css.soft}>{t('import.columnsLead')}</p>
      <ul class={css.list}>
        <li class={css.head} aria-hidden="true">
          <span>{t('import.column')}</span>
          <span>{t('import.goal')}</span>
        </li>
        <For each={shown()}>
          {(profile) => (
            <For each={usesOf(profile.column).length > 0 ? usesOf(profile.column) : [undefined]}>
              {(at, nth) => (
                <ColumnRow
                  job={props.job}
                  project={props.project}
                  profile={profile}
                  again={nth() > 0}
                  at={at}
                  groups={groups()}
                  taken={taken()}
                  choose={(goal) => choose(profile, at, goal)}
                  addUse={() => choose(profile, undefined, free())}
                />
              )}
            </For>
          )}
        </For>
      </ul>
      <Show when={shown().length < profiles().length}>
        <Button look="plain" onClick={() => setAll(true)}>
          {t('import.showAll', { count: profiles().length })}
        </Button>
      </Show>
    </section>
  )
}
