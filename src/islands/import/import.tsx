import { createEffect, Match, Show, Switch } from 'solid-js'
import { mayEdit } from '../../client/workspace.ts'
import type { ProjectAnswer } from '../../core/api/answers.ts'
import { isKnown, isNew } from '../../core/csv/mapping.ts'
import { sayLater } from '../../i18n/later.ts'
import { Button } from '../../widgets/button.tsx'
import { Message } from '../../widgets/message.tsx'
import { Check } from './check.tsx'
import { ChooseFile } from './choose-file.tsx'
import { Columns } from './columns.tsx'
import css from './import.module.css'
import { asksDates } from './import-context.ts'
import { jobOf } from './import-job.ts'
import { ImportProgress } from './import-progress.tsx'
import { ReadOptions } from './read-options.tsx'
import { Report } from './report.tsx'

/** The import wizard: choose a file, map its columns, check, run, report. */
export default function Import(props: { project: ProjectAnswer }) {
  return (
    <Show
      when={mayEdit(props.project)}
      fallback={
        <Message title={sayLater('import.mayNot')} text={sayLater('import.mayNotText', { name: props.project.name })} />
      }
    >
      <Steps project={props.project} />
    </Show>
  )
}

function Steps(props: { project: ProjectAnswer }) {
  const job = jobOf(props.project)
  createEffect(() => {
    document.title = `${sayLater('import.title', { name: props.project.name })} · Tonle`
  })
  const rows = () => job.found()?.rows ?? 0
  /** rows without a problem in the check: the others will be refused */
  const acceptedRows = () => rows() - (job.checked()?.rows ?? 0)
  const hasTitle = () =>
    job.mapping.key !== null || job.mapping.mapping.some((mapping) => isKnown(mapping) && mapping.to === 'title')
  const unnamed = () => job.mapping.mapping.some((mapping) => isNew(mapping) && mapping.toNew.name.trim() === '')

  return (
    <div class={css.page}>
      <header>
        <h1 class={css.title}>{sayLater('import.title', { name: props.project.name })}</h1>
        <Show
          when={job.file()}
          fallback={
            <p class={css.soft}>
              {sayLater('import.lead')} <a href={`/p/${props.project.id}/imports`}>{sayLater('imports.earlier')}</a>
            </p>
          }
        >
          {(file) => (
            <p class={css.about}>
              <strong>{file().name}</strong> <span class={css.soft}>{sayLater('import.rows', { count: rows() })}</span>
              <Show when={job.stage() === 'map'}>
                <Button variant="plain" size="small" onClick={() => job.reset()}>
                  {sayLater('import.another')}
                </Button>
              </Show>
            </p>
          )}
        </Show>
      </header>
      <Switch>
        <Match when={job.stage() === 'choose' || (job.stage() === 'reading' && !job.found())}>
          <ChooseFile job={job} project={props.project} />
        </Match>
        <Match when={job.stage() === 'map' || job.stage() === 'reading'}>
          <ReadOptions job={job} project={props.project} />
          <Columns job={job} project={props.project} />
          <Check job={job} project={props.project} />
          <footer class={css.foot}>
            <Show when={!hasTitle()}>
              <p class={css.problem}>{sayLater('import.noTitle', { name: props.project.titleName })}</p>
            </Show>
            <Show when={asksDates(job.checked())}>
              <p class={css.problem}>{sayLater('import.dates.asked')}</p>
            </Show>
            <Show when={hasTitle() && acceptedRows() === 0 && !asksDates(job.checked())}>
              <p class={css.problem}>{sayLater('import.noneFit')}</p>
            </Show>
            <Show when={job.problem()}>
              <p class={css.problem} role="alert">
                {job.problem()}
              </p>
            </Show>
            <Button
              variant="solid"
              disabled={
                !hasTitle() ||
                acceptedRows() === 0 ||
                asksDates(job.checked()) ||
                unnamed() ||
                job.stage() === 'reading'
              }
              onClick={() => void job.start()}
            >
              {sayLater('import.start', { count: acceptedRows() })}
            </Button>
          </footer>
        </Match>
        <Match when={job.stage() === 'sending' || job.stage() === 'stopped'}>
          <ImportProgress job={job} />
        </Match>
        <Match when={job.answer()}>{(answer) => <Report job={job} project={props.project} answer={answer()} />}</Match>
      </Switch>
    </div>
  )
}
