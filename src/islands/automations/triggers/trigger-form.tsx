import { Match, Show, Suspense, Switch } from 'solid-js'
import { cachedProject } from '../../../client/workspace.ts'
import type { ProjectAnswer } from '../../../core/api/answers.ts'
import { TRIGGERS, type Trigger, type TriggerKind } from '../../../core/api/automation/index.ts'
import { say } from '../../../i18n/automation-words.ts'
import { t } from '../../../i18n/index.ts'
import { lazyPart } from '../../../parts/lazy-part.tsx'
import { Pick, PickMany } from '../../../parts/pick/pick.tsx'
import { Labelled, NumberBox } from '../controls/boxes.tsx'
import { FieldChoice } from '../controls/field-choice.tsx'
import { references, watchedFields } from '../fields-of.ts'
import type { Around } from '../sentence/describe.ts'
import css from '../steps.module.css'
import { ChangedForm } from './changed-form.tsx'
import { CronForm } from './cron-form.tsx'
import { DayCount } from './day-count.tsx'
import { ListPick } from './list-pick.tsx'
import { buttons, isOffered, newTrigger } from './new-trigger.ts'
import { NextTime } from './next-time.tsx'

const Inbound = lazyPart(() => import('./inbound.tsx'))

interface Props {
  around: Around
  project: ProjectAnswer
  trigger: Trigger
  onChange: (trigger: Trigger) => void
}

type Of<K extends TriggerKind> = Extract<Trigger, { when: K }>

const WATCHED = ['title', 'description', 'due', 'list', 'tags', 'assignees'] as const

/** What sets an automation off, with what it asks for. */
export function TriggerForm(props: Props) {
  const kinds = () =>
    TRIGGERS.filter((when) => when === 'button' || isOffered(props.project, when) || when === props.trigger.when).map(
      (when) => ({ id: when, name: say(`when.${when}`) }),
    )
  const is = <K extends TriggerKind>(...kinds: K[]) =>
    kinds.includes(props.trigger.when as K) ? (props.trigger as Of<K>) : undefined
  const set = (part: object) => props.onChange(withoutEmpty({ ...props.trigger, ...part }) as Trigger)
  return (
    <>
      <Pick
        label={say('trigger')}
        value={props.trigger.when}
        options={kinds()}
        onChange={(when) => props.onChange(newTrigger(when as TriggerKind, props.project))}
      />
      <Switch>
        <Match when={is('created')}>
          {(trigger) => (
            <ListPick
              project={props.project}
              label={say('list')}
              value={trigger().list}
              onChange={(list) => set({ list })}
            />
          )}
        </Match>
        <Match when={is('moved')}>
          {(trigger) => (
            <>
              <Labelled label={say('from')}>
                <ListPick
                  project={props.project}
                  label={say('from')}
                  value={trigger().from}
                  onChange={(from) => set({ from })}
                />
              </Labelled>
              <Labelled label={say('to')}>
                <ListPick
                  project={props.project}
                  label={say('to')}
                  value={trigger().to}
                  onChange={(to) => set({ to })}
                />
              </Labelled>
            </>
          )}
        </Match>
        <Match when={is('changed')}>
          {(trigger) => (
            <ChangedForm
              around={props.around}
              options={named(props.project, WATCHED)}
              trigger={trigger()}
              onChange={set}
            />
          )}
        </Match>
        <Match when={is('tagged', 'untagged')}>
          {(trigger) => (
            <Pick
              label={say('tag')}
              value={trigger().tag}
              options={props.project.tags}
              gone={say('gone.tag')}
              none={say('anyTag')}
              onChange={(tag) => set({ tag })}
            />
          )}
        </Match>
        <Match when={is('dateReached')}>
          {(trigger) => (
            <>
              <FieldChoice
                project={props.project}
                label={say('field')}
                value={trigger().fields[0]}
                accepts={({ kind }) => kind === 'date' || kind === 'instant'}
                onSelect={(field) => set({ fields: [field] })}
              />
              <NumberBox
                label={say('days')}
                value={trigger().days ?? 0}
                min={0}
                unit={say('daysUnit', { count: trigger().days ?? 0 })}
                onChange={(days) => set({ days })}
              />
              <Pick
                label={say('direction')}
                value={trigger().before ? 'before' : 'after'}
                options={(['before', 'after'] as const).map((id) => ({ id, name: say(id) }))}
                onChange={(side) => set({ before: side === 'before' })}
              />
              <DayCount otherwise={say('at.morning')} trigger={trigger()} onChange={set} />
            </>
          )}
        </Match>
        <Match when={is('inactive', 'stuck')}>
          {(trigger) => (
            <>
              <NumberBox
                label={say('days')}
                value={trigger().days}
                unit={say('daysUnit', { count: trigger().days })}
                onChange={(days) => set({ days })}
              />
              <ListPick
                project={props.project}
                label={say('list')}
                value={trigger().list}
                none={say('anyOpenList')}
                onChange={(list) => set({ list })}
              />
              <DayCount otherwise={say('at.began')} trigger={trigger()} onChange={set} />
            </>
          )}
        </Match>
        <Match when={is('schedule')}>
          {(trigger) => (
            <>
              <CronForm cron={trigger().cron} onChange={(cron) => set({ cron })} />
              <NextTime cron={trigger().cron} />
            </>
          )}
        </Match>
        <Match when={is('linkedChanged')}>
          {(trigger) => (
            <>
              <Labelled label={say('through')}>
                <Pick
                  label={say('through')}
                  value={trigger().through}
                  options={references(props.project)}
                  gone={say('gone.field')}
                  onChange={(through) => set({ through, fields: undefined })}
                />
              </Labelled>
              <Show when={targetOf(props.project, trigger().through)}>
                {(target) => (
                  <PickMany
                    label={say('fields')}
                    values={trigger().fields ?? []}
                    options={named(target(), ['title'])}
                    gone={say('gone.field')}
                    none={say('anyField')}
                    onChange={(fields) => set({ fields })}
                  />
                )}
              </Show>
            </>
          )}
        </Match>
        <Match when={is('webhook')}>
          <Suspense>
            <Inbound project={props.project} />
          </Suspense>
        </Match>
        <Match when={is('button')}>
          {(trigger) => (
            <Show
              when={buttons(props.project).length > 0}
              fallback={
                <a class={css.hint} href={`/p/${props.project.id}/settings`}>
                  {say('button.none')}
                </a>
              }
            >
              <Pick
                label={say('button')}
                value={trigger().fields[0]}
                options={buttons(props.project)}
                gone={say('gone.field')}
                onChange={(field) => set({ fields: [field] })}
              />
            </Show>
          )}
        </Match>
      </Switch>
    </>
  )
}

const targetOf = (project: ProjectAnswer, through: string) =>
  cachedProject(String(project.fields.find(({ id }) => id === through)?.config.project))

const named = (project: ProjectAnswer, builtIn: readonly (typeof WATCHED)[number][]) => [
  ...builtIn.map((id) => ({ id, name: id === 'title' ? project.titleName : t(`builtIn.${id}`) })),
  ...watchedFields(project).map(({ id, name }) => ({ id, name })),
]

const withoutEmpty = (trigger: object) =>
  Object.fromEntries(
    Object.entries(trigger).filter(
      ([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0),
    ),
  )
