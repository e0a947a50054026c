import { For, Show } from 'solid-js'
import type { ProjectAnswer } from '../../core/api/answers.ts'
import { type Encoding, isLegacy, LEGACY_ENCODINGS } from '../../core/csv/encoding.ts'
import { DECIMALS, isKnown } from '../../core/csv/mapping.ts'
import { sayLater } from '../../i18n/later.ts'
import { kindOf, mayBeUnique } from '../../parts/field-types/index.ts'
import { DateOrderChoice } from './date-order.tsx'
import type { HowToRead } from './file.ts'
import css from './import.module.css'
import { asksDates } from './import-context.ts'
import type { Job } from './import-job.ts'

/** Examples tell a decimal sign faster than its name. */
const NUMBERS = { '.': '1,250.50', ',': '1.250,50' }

/** How the file is to be read, and what it does to records that are there already. */
export function ReadOptions(props: { job: Job; project: ProjectAnswer }) {
  const { job } = props
  const readAgain = (how: HowToRead) =>
    void job.choose(job.file()!, props.project, {
      header: job.found()?.header,
      encoding: job.found()?.encoding,
      ...how,
    })
  const linesAbove = () => job.found()?.top.filter(({ at }) => at < (job.found()?.header ?? 0)).length ?? 0
  const isUnsure = () => job.found()?.profiles.some(({ unsure, decimals }) => unsure && decimals.length > 1)
  const keys = () =>
    [
      { id: 'title', name: props.project.titleName },
      ...props.project.fields
        .filter(({ type }) => mayBeUnique(type) && kindOf(type) !== 'date')
        .map(({ name }) => ({ id: name, name })),
    ].filter(({ id }) => job.mapping.mapping.some((mapping) => isKnown(mapping) && mapping.to === id))

  return (
    <section class={css.reading}>
      <label class={css.setting}>
        {sayLater('import.header')}
        <select
          class={css.select}
          onChange={(event) =>
            readAgain({ header: event.currentTarget.value === '' ? null : +event.currentTarget.value })
          }
        >
          <For each={job.found()?.top}>
            {({ at, text }) => (
              <option value={at} selected={job.found()?.header === at}>
                {sayLater('import.headerLine', { line: at + 1, text })}
              </option>
            )}
          </For>
          <option value="" selected={job.found()?.header === null}>
            {sayLater('import.headerNone')}
          </option>
        </select>
      </label>
      <Show when={isLegacy(job.found()?.encoding ?? 'utf-8')}>
        <label class={css.setting}>
          {sayLater('import.encoding')}
          <select
            class={css.select}
            data-unsure=""
            onChange={(event) => readAgain({ encoding: event.currentTarget.value as Encoding })}
          >
            <For each={LEGACY_ENCODINGS}>
              {(encoding) => (
                <option value={encoding} selected={job.found()?.encoding === encoding}>
                  {sayLater(`import.encoding.${encoding}`)}
                </option>
              )}
            </For>
          </select>
        </label>
      </Show>
      <DateOrderChoice job={job} isAsked={asksDates(job.checked())} class={css.setting} />
      <label class={css.setting}>
        {sayLater('import.numbers')}
        <select
          class={css.select}
          data-unsure={isUnsure() ? '' : undefined}
          onChange={(event) => job.setMapping('decimal', event.currentTarget.value as '.')}
        >
          <For each={DECIMALS}>
            {(decimal) => (
              <option value={decimal} selected={job.mapping.decimal === decimal}>
                {NUMBERS[decimal]}
              </option>
            )}
          </For>
        </select>
      </label>
      <label class={css.setting}>
        {sayLater('import.match')}
        <select class={css.select} onChange={(event) => job.setMapping('key', event.currentTarget.value || null)}>
          <option value="" selected={job.mapping.key === null}>
            {sayLater('import.matchNothing')}
          </option>
          <For each={keys()}>
            {(key) => (
              <option value={key.id} selected={job.mapping.key === key.id}>
                {sayLater('import.matchBy', { name: key.name })}
              </option>
            )}
          </For>
        </select>
      </label>
      <Show when={job.mapping.key !== null}>
        <label class={css.tick}>
          <input
            type="checkbox"
            checked={job.mapping.onlyEmpty}
            onChange={(event) => job.setMapping('onlyEmpty', event.currentTarget.checked)}
          />
          {sayLater('import.onlyEmpty')}
        </label>
      </Show>
      <label class={css.tick}>
        <input
          type="checkbox"
          checked={!job.mapping.quiet}
          onChange={(event) => job.setMapping('quiet', !event.currentTarget.checked)}
        />
        {sayLater('import.loud')}
      </label>
      <Show when={linesAbove()}>
        {(count) => <p class={css.note}>{sayLater('import.above', { count: count() })}</p>}
      </Show>
      <Show when={isUnsure()}>
        <p class={css.warning}>{sayLater('import.unsure')}</p>
      </Show>
      <Show when={job.found()?.isCut}>
        <p class={css.warning}>{sayLater('import.cut')}</p>
      </Show>
      <Show when={job.found()?.unclosed}>
        {(row) => <p class={css.warning}>{sayLater('import.unclosed', { row: row() })}</p>}
      </Show>
    </section>
  )
}
