import { Index, Match, Switch } from 'solid-js'
import { day } from '../../client/format.ts'
import type { ProjectAnswer } from '../../core/api/answers.ts'
import { sayLater } from '../../i18n/later.ts'
import css from './check.module.css'
import { DateOrderChoice } from './date-order.tsx'
import type { Checked } from './file.ts'
import type { Job } from './import-job.ts'
import { targetName } from './import-targets.ts'

type Example = Checked['groups'][number]['example']

interface Props {
  job: Job
  project: ProjectAnswer
  groups: Checked['groups']
  sentenceOf: (problem: Example) => string
}

/** What doesn't fit, column by column, each with the choice of what becomes of its rows. */
export function ProblemGroups(props: Props) {
  const target = (use: number) => {
    const column = props.job.mapping.mapping[use]
    return column ? targetName(column, props.project) : props.project.titleName
  }
  return (
    <ul class={css.groups}>
      <Index each={props.groups}>
        {(group) => (
          <li class={css.group}>
            <div class={css.about}>
              <strong>{group().example.column || target(group().example.use)}</strong>{' '}
              <span class={css.count}>
                {sayLater(group().example.isAsked ? 'import.dates.cells' : 'import.misfits', { count: group().cells })}
              </span>
              <p class={css.example}>
                {group().example.isAsked ? eitherDay(group().example) : props.sentenceOf(group().example)}
              </p>
            </div>
            <Switch
              fallback={
                <p class={css.fixed}>
                  {sayLater('import.misfit.must', { count: group().cells, name: target(group().example.use) })}
                </p>
              }
            >
              <Match when={group().example.isAsked}>
                <DateOrderChoice job={props.job} isAsked={true} class={css.choice} />
              </Match>
              <Match when={group().example.mayBeEmptied}>
                <label class={css.choice}>
                  {sayLater('import.misfit', { count: group().cells })}
                  <select
                    class={css.select}
                    onChange={(event) =>
                      props.job.setMapping(
                        'mapping',
                        group().example.use,
                        'misfits' as never,
                        event.currentTarget.value as never,
                      )
                    }
                  >
                    <option value="refuse" selected={!group().example.emptied}>
                      {sayLater('import.misfit.refuse')}
                    </option>
                    <option value="empty" selected={group().example.emptied}>
                      {sayLater('import.misfit.empty', { name: target(group().example.use) })}
                    </option>
                  </select>
                </label>
              </Match>
            </Switch>
          </li>
        )}
      </Index>
    </ul>
  )
}

function eitherDay({ value, candidates = [] }: Example): string {
  const [one = '', other = ''] = candidates.map((candidate) => day(candidate))
  return sayLater('import.dates.either', { value, one, other })
}
