import X from 'lucide-solid/icons/x'
import { For, Show } from 'solid-js'
import { useProjects } from '../../../client/workspace.ts'
import type { ProjectAnswer } from '../../../core/api/answers.ts'
import type { Action, ActionOf } from '../../../core/api/automation/index.ts'
import { say } from '../../../i18n/automation-words.ts'
import type { Subject } from '../../../parts/filter/subject.ts'
import { subjectNamed, subjectsAt } from '../../../parts/filter/subjects.ts'
import { Pick } from '../../../parts/pick/pick.tsx'
import { Button } from '../../../widgets/button.tsx'
import { Labelled } from '../controls/boxes.tsx'
import { TemplateBox } from '../controls/template-box.tsx'
import { isSettableField, linksBetween } from '../fields-of.ts'
import type { Around } from '../sentence/describe.ts'
import css from '../steps.module.css'
import { GivenValue, isText } from './given-value.tsx'

const BUILT_IN = new Set(['list', 'due', 'description', 'tags', 'assignees'])

/** What of a new record can be set besides its title: its list, and any field that isn't worked out. */
const settable = (project: ProjectAnswer, link: string | null | undefined): Subject[] =>
  subjectsAt({ prefix: '', label: '', project }).filter(
    ({ name }) =>
      BUILT_IN.has(name) || project.fields.some((one) => one.id === name && isSettableField(one) && name !== link),
  )

/** In which project, what it is called, how it is linked, and what else stands in it. */
export function CreateForm(props: { around: Around; action: ActionOf<'create'>; onChange: (action: Action) => void }) {
  const projects = useProjects()
  const project = () => props.around.project
  const target = () => projects.data?.find(({ id }) => id === props.action.project)
  const values = () => props.action.values
  const set = (part: object) => props.onChange({ ...props.action, ...part } as Action)
  const setValue = (name: string, value: unknown) => set({ values: { ...values(), [name]: value } })
  const given = () => Object.keys(values()).filter((name) => name !== 'title')
  const left = () => settable(target()!, props.action.link).filter(({ name }) => !given().includes(name))
  const remove = (name: string) =>
    set({ values: Object.fromEntries(Object.entries(values()).filter(([one]) => one !== name)) })
  function add(name: string): void {
    const subject = name && subjectNamed(target()!, name)
    if (subject) setValue(name, subject.kind === 'boolean' ? true : isText(subject) ? '' : null)
  }
  return (
    <>
      <Pick
        label={say('project')}
        value={props.action.project}
        options={projects.data ?? []}
        gone={say('gone.project')}
        onChange={(id) => set({ project: id, link: undefined, values: { title: values().title } })}
      />
      <TemplateBox
        project={project()}
        label={say('newTitle')}
        value={String(values().title ?? '')}
        rows={1}
        onChange={(title) => setValue('title', title)}
      />
      <Labelled label={say('link')}>
        <Pick
          label={say('link')}
          value={props.action.link ?? ''}
          options={linksBetween(project(), target())}
          gone={say('gone.field')}
          none={say('noLink')}
          onChange={(link) => set({ link: link || undefined })}
        />
      </Labelled>
      <Show when={target()}>
        <For each={given()}>
          {(name) => (
            <Show
              when={subjectNamed(target()!, name)}
              fallback={
                <div class={css.given} data-wide="">
                  <span class={css.problem}>{say('gone.field')}</span>
                  <Button
                    variant="icon"
                    size="small"
                    aria-label={say('removeValue', { name: say('gone.field') })}
                    onClick={() => remove(name)}
                  >
                    <X size={14} />
                  </Button>
                </div>
              }
            >
              {(subject) => (
                <div class={css.given} data-wide="">
                  <span class={css.label}>{subject().label}</span>
                  <Button
                    variant="icon"
                    size="small"
                    aria-label={say('removeValue', { name: subject().label })}
                    onClick={() => remove(name)}
                  >
                    <X size={14} />
                  </Button>
                  <GivenValue
                    around={props.around}
                    subject={subject()}
                    value={values()[name]}
                    onChange={(value) => setValue(name, value)}
                  />
                </div>
              )}
            </Show>
          )}
        </For>
        <Pick
          label={say('addValue')}
          value=""
          none={say('addValue')}
          options={left().map(({ name, label }) => ({ id: name, name: label }))}
          onChange={add}
        />
      </Show>
    </>
  )
}
