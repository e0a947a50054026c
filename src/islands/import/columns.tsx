import { createMemo, createSignal, For, Show } from 'solid-js'
import type { ProjectAnswer } from '../../core/api/answers.ts'
import type { ColumnMapping, Profile } from '../../core/csv/index.ts'
import { isKnown, titleColumns } from '../../core/csv/mapping.ts'
import { sayLater } from '../../i18n/later.ts'
import { Button } from '../../widgets/button.tsx'
import { ColumnRow } from './column-row.tsx'
import css from './columns.module.css'
import type { Job } from './import-job.ts'
import { amountsIn, type ImportTarget, importTargetGroups, importTargetOf, mappingTo } from './import-targets.ts'

/** Columns shown at first; mapped ones are always shown. */
const INITIAL_COLUMNS = 40

/** Every column of the file with where it goes. One row a use of a column: a close date may fill two things. */
export function Columns(props: { job: Job; project: ProjectAnswer }) {
  const [showsAll, setShowsAll] = createSignal(false)
  const amounts = createMemo(() => amountsIn(props.project, props.job.mapping.mapping), undefined, {
    // The choices of every column would be made anew with each letter of a new field's name.
    equals: (a, b) => a.join('\n') === b.join('\n'),
  })
  const mapping = () => props.job.mapping.mapping
  const joins = createMemo(() => titleColumns(mapping()).length > 0)
  const groups = createMemo(() => importTargetGroups(props.project, { amounts: amounts(), joins: joins() }))
  const profiles = () => props.job.found()?.profiles ?? []
  const usesOf = (column: string) =>
    props.job.mapping.mapping.flatMap((mapping, index) => (mapping.column === column ? [index] : []))
  const visibleProfiles = createMemo(() =>
    profiles().filter((profile, i) => showsAll() || i < INITIAL_COLUMNS || usesOf(profile.column).length > 0),
  )
  const usedTargets = createMemo(() => new Set(mapping().map((one) => importTargetOf(one, mapping()))))

  /** The default target of a column's second mapping: a new field, or the first unused target. */
  const nextFreeTarget = (): ImportTarget => {
    const targets = groups().flatMap((group) => group.targets.map(({ target }) => target))
    return (
      targets.find((target) => target === 'new:text') ??
      targets.find((target) => target !== '' && !usedTargets().has(target)) ??
      ''
    )
  }

  function choose(profile: Profile, mappingIndex: number | undefined, target: ImportTarget): void {
    const before = mappingIndex === undefined ? undefined : props.job.mapping.mapping[mappingIndex]
    const next = mappingTo(target, profile, props.project, before)
    replaceMapping(profile, mappingIndex, next, target)
  }

  /** Keeps the file's column order: a second mapping of a column follows the first. */
  function replaceMapping(
    profile: Profile,
    mappingIndex: number | undefined,
    next: ColumnMapping | undefined,
    target: ImportTarget,
  ): void {
    // What another column filled goes to the one that is chosen for it now; all that was joined, if that was a title.
    const taken = (one: ColumnMapping) => isKnown(one) && target === `to:${one.to}`
    const all = mapping()
    const before = all.slice(0, mappingIndex ?? all.findLastIndex(({ column }) => column === profile.column) + 1)
    const after = all.slice(mappingIndex === undefined ? before.length : before.length + 1)
    const others = (some: ColumnMapping[]) => some.filter((one) => !taken(one))
    props.job.setMapping('mapping', [...others(before), ...(next ? [next] : []), ...others(after)])
  }

  return (
    <section class={css.columns}>
      <h2 class={css.heading}>{sayLater('import.columns', { count: profiles().length })}</h2>
      <p class={css.soft}>{sayLater('import.columnsLead')}</p>
      <ul class={css.list}>
        <li class={css.head} aria-hidden="true">
          <span>{sayLater('import.column')}</span>
          <span>{sayLater('import.goal')}</span>
        </li>
        <For each={visibleProfiles()}>
          {(profile) => (
            <For each={usesOf(profile.column).length > 0 ? usesOf(profile.column) : [undefined]}>
              {(mappingIndex, nth) => (
                <ColumnRow
                  job={props.job}
                  project={props.project}
                  profile={profile}
                  isRepeated={nth() > 0}
                  mappingIndex={mappingIndex}
                  groups={groups()}
                  onSelectTarget={(target) => choose(profile, mappingIndex, target)}
                  onAddUse={() => choose(profile, undefined, nextFreeTarget())}
                />
              )}
            </For>
          )}
        </For>
      </ul>
      <Show when={visibleProfiles().length < profiles().length}>
        <Button variant="plain" onClick={() => setShowsAll(true)}>
          {sayLater('import.showAll', { count: profiles().length })}
        </Button>
      </Show>
    </section>
  )
}
