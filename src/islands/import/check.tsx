import CircleAlert from 'lucide-solid/icons/circle-alert'
import CircleCheck from 'lucide-solid/icons/circle-check'
import { createResource, For, Show } from 'solid-js'
import { latestValue } from '../../client/latest-value.ts'
import type { ProjectAnswer } from '../../core/api/answers.ts'
import type { ColumnMapping, KnownColumn } from '../../core/csv/index.ts'
import { joinTitle, titleColumns } from '../../core/csv/mapping.ts'
import { language } from '../../i18n/index.ts'
import { issueSentence } from '../../i18n/issue.ts'
import { sayLater } from '../../i18n/later.ts'
import css from './check.module.css'
import type { Checked } from './file.ts'
import { asksDates } from './import-context.ts'
import type { Job } from './import-job.ts'
import { targetName } from './import-targets.ts'
import { ProblemGroups } from './problem-groups.tsx'
import { type ProblemLine, ProblemTable } from './problem-table.tsx'

/** What will happen to the rows: every problem by row, and the first rows as they will be read. */
export function Check(props: { job: Job; project: ProjectAnswer }) {
  const [checkedWithText] = createResource(
    () => ({ checked: props.job.checked(), language: language() }),
    async ({ checked }) => checked && withText(checked),
  )
  const total = () => props.job.found()?.rows ?? 0
  return (
    <section class={css.check} aria-live="polite">
      <h2 class={css.heading}>{sayLater('import.check')}</h2>
      <Show when={latestValue(checkedWithText)}>
        {(checked) => (
          <>
            <p class={css.verdict} data-fine={isFine(checked()) ? '' : undefined}>
              <Show when={isFine(checked())} fallback={<CircleAlert size={16} />}>
                <CircleCheck size={16} />
              </Show>
              {verdict(checked(), total())}
            </p>
            <Show when={checked().groups.length > 0}>
              <ProblemGroups
                job={props.job}
                project={props.project}
                groups={checked().groups}
                sentenceOf={(problem) => checked().sentences.get(problem) ?? ''}
              />
            </Show>
            <Show when={checked().shown.length > 0}>
              <ProblemTable lines={linesOf(checked())} />
            </Show>
            <FirstRows job={props.job} project={props.project} checked={checked()} />
          </>
        )}
      </Show>
    </section>
  )
}

const isFine = (checked: Checked): boolean => checked.rows === 0 && !asksDates(checked)

function verdict(checked: Checked, total: number): string {
  const { rows } = checked
  const cells = emptied(checked)
  const sentences = [
    ...(isFine(checked) ? [sayLater(cells === 0 ? 'import.allFit' : 'import.allTaken', { count: total })] : []),
    ...(rows > 0 ? [sayLater('import.someDont', { count: rows, good: total - rows })] : []),
    ...(asksDates(checked) ? [sayLater('import.dates.asked')] : []),
    ...(cells > 0 ? [sayLater('import.leftEmpty', { count: cells })] : []),
  ]
  return sentences.join(' ')
}

/** How many cells are left empty so that their rows can come in. */
const emptied = ({ groups }: Checked): number =>
  groups.filter(({ example }) => example.emptied).reduce((sum, { cells }) => sum + cells, 0)

type CheckedWithText = Checked & { sentences: Map<unknown, string> }

/** Adds the translated messages of the shown problems. */
async function withText(checked: Checked): Promise<CheckedWithText> {
  const problems = [...checked.groups.map(({ example }) => example), ...checked.shown.map(({ problem }) => problem)]
  const sentences = await Promise.all(
    problems.map(async (problem) => [problem, await issueSentence({ ...problem })] as const),
  )
  return { ...checked, sentences: new Map(sentences) }
}

const linesOf = ({ shown, sentences }: CheckedWithText): ProblemLine[] =>
  shown.map(({ row, problem }) => ({
    row,
    column: problem.column,
    value: problem.value,
    reason: sentences.get(problem) ?? '',
  }))

function FirstRows(props: { job: Job; project: ProjectAnswer; checked: CheckedWithText }) {
  const titles = () => titleColumns(props.job.mapping.mapping)
  /** With their places in the mapping; all of a title is shown in its first column. */
  const columns = () =>
    props.job.mapping.mapping
      .map((column, index) => ({ column, at: index }))
      .filter(({ column }) => titles().indexOf(column as KnownColumn) <= 0)
  const written = (row: string[], column: ColumnMapping) => {
    const joined = column === titles()[0] ? titles() : [column]
    return joinTitle(joined.map((one) => row[props.job.mapping.columns.indexOf(one.column)]?.trim()))
  }
  const problemAt = (row: number, column: string) =>
    props.checked.shown.find((shownProblem) => shownProblem.row === row && shownProblem.problem.column === column)
      ?.problem
  return (
    <section class={css.scroll} aria-label={sayLater('import.firstRows')} tabindex="0">
      <table class={css.table}>
        <caption class={css.caption}>{sayLater('import.firstRows')}</caption>
        <thead>
          <tr>
            <th class={css.number}>{sayLater('import.row')}</th>
            <For each={columns()}>{({ column }) => <th>{targetName(column, props.project)}</th>}</For>
          </tr>
        </thead>
        <tbody>
          <For each={props.checked.head}>
            {(row, i) => (
              <tr>
                <td class={css.number}>{i() + 1}</td>
                <For each={columns()}>
                  {({ column, at }) => {
                    const problem = () => problemAt(i() + 1, column.column)
                    const text = () => written(row, column)
                    const stored = () => props.checked.preview[i()]?.[at] ?? text()
                    return (
                      <td
                        class={css.value}
                        data-wrong={problem() ? '' : undefined}
                        title={problem() ? props.checked.sentences.get(problem()) : text()}
                      >
                        {stored()}
                        <Show when={stored() !== text()}>
                          <span class={css.written}>{text()}</span>
                        </Show>
                      </td>
                    )
                  }}
                </For>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </section>
  )
}
