import { Index, Show } from 'solid-js'
import type { ProjectAnswer } from '../../core/api/answers.ts'
import { t } from '../../i18n/index.ts'
import css from './check.module.css'
import type { Checked } from './file.ts'
import type { Job } from './import-job.ts'
import { targetName } from './import-targets.ts'

interface Props {
  job: Job
  project: ProjectAnswer
  groups: Checked['groups']
  sentenceOf: (problem: Checked['groups'][number]['example']) => string
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
              <span class={css.count}>{t('import.misfits', { count: group().cells })}</span>
              <p class={css.example}>{props.sentenceOf(group().example)}</p>
            </div>
            <Show
              when={group().example.mayBeEmptied}
              fallback={
                <p class={css.fixed}>
                  {t('import.misfit.must', { count: group().cells, name: target(group().example.use) })}
                </p>
              }
            >
              <label class={css.choice}>
                {t('import.misfit', { count: group().cells })}
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
                    {t('import.misfit.refuse')}
                  </option>
                  <option value="empty" selected={group().example.emptied}>
                    {t('import.misfit.empty', { name: target(group().example.use) })}
                  </option>
                </select>
              </label>
            </Show>
          </li>
        )}
      </Index>
    </ul>
  )
}
