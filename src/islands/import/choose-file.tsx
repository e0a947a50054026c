import FileUp from 'lucide-solid/icons/file-up'
import { createSignal, Show } from 'solid-js'
import type { ProjectAnswer } from '../../core/api/answers.ts'
import { sayLater } from '../../i18n/later.ts'
import { buttonClass } from '../../widgets/button.tsx'
import { Delayed } from '../../widgets/delayed.tsx'
import css from './import.module.css'
import type { Job } from './import-job.ts'

export function ChooseFile(props: { job: Job; project: ProjectAnswer }) {
  const [isDragOver, setDragOver] = createSignal(false)
  const selectFile = (files: FileList | null | undefined) => {
    const file = files?.[0]
    if (file) void props.job.choose(file, props.project)
  }
  return (
    <label
      class={css.drop}
      data-over={isDragOver() ? '' : undefined}
      onDragOver={(event) => {
        event.preventDefault()
        setDragOver(true)
      }}
      onDragLeave={() => setDragOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setDragOver(false)
        selectFile(event.dataTransfer?.files)
      }}
    >
      <FileUp size={28} stroke-width={1.5} class={css.softIcon} />
      <strong>{sayLater('import.drop')}</strong>
      <span class={css.soft}>{sayLater('import.dropHint')}</span>
      <input
        type="file"
        class={css.file}
        accept=".csv,.tsv,.txt,text/csv,text/plain,text/tab-separated-values"
        aria-label={sayLater('import.choose')}
        onChange={(event) => {
          selectFile(event.currentTarget.files)
          event.currentTarget.value = ''
        }}
      />
      <span class={buttonClass('solid')}>{sayLater('import.choose')}</span>
      <Show when={props.job.stage() === 'reading'}>
        <Delayed>
          <span class={css.soft} role="status">
            {sayLater('import.reading')}
          </span>
        </Delayed>
      </Show>
      <Show when={props.job.fileProblem()}>
        {(problem) => (
          <p class={css.problem} role="alert">
            {props.job.problem() || sayLater(`import.file.${problem()}`)}
          </p>
        )}
      </Show>
    </label>
  )
}
