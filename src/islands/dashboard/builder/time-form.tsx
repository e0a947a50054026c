import { createSignal, Match, Show, Switch } from 'solid-js'
import type { ProjectAnswer } from '../../../core/api/answers.ts'
import { say } from '../../../i18n/dashboard/builder.ts'
import type { Subject } from '../../../parts/filter/subject.ts'
import { Pick } from '../../../parts/pick/pick.tsx'
import css from './builder.module.css'
import { Box, Check, Section } from './controls.tsx'
import { isClosed, type Time } from './definition.ts'
import { FieldChoice } from './field-choice.tsx'

const UNITS = ['day', 'week', 'month', 'quarter', 'year'] as const
type Unit = (typeof UNITS)[number]
type Shape = 'all' | 'this' | 'last' | 'fixed'

const shapeOf = (time: Time | null): Shape => {
  if (!time) return 'all'
  if (time.relative) return 'this' in time.relative ? 'this' : 'last'
  return time.from || time.to ? 'fixed' : 'all'
}

/** Which records by when: this month, the last 90 days, from one day to another; by any date that they have. */
export function TimeForm(props: {
  projects: readonly ProjectAnswer[]
  time: Time | null
  compare: boolean
  problem: string | undefined
  onChange: (time: Time | null, compare: boolean) => void
}) {
  // From one day to another begins without either.
  const [isFixed, setIsFixed] = createSignal(shapeOf(props.time) === 'fixed')
  const shape = (): Shape => (isFixed() ? 'fixed' : shapeOf(props.time))
  const by = () => props.time?.by ?? 'createdAt'
  const isDate = ({ kind }: Subject) => kind === 'date' || kind === 'instant'
  const set = (time: Time | null) => props.onChange(time, props.compare)
  const thisUnit = (): Unit => {
    const relative = props.time?.relative
    return relative && 'this' in relative ? relative.this : 'month'
  }
  const last = () => {
    const relative = props.time?.relative
    return relative && 'last' in relative ? relative : { last: 12, unit: 'month' as Unit }
  }
  function choose(next: Shape): void {
    setIsFixed(next === 'fixed')
    if (next === 'all') set(null)
    else if (next === 'this') set({ by: by(), relative: { this: 'month' } })
    else if (next === 'last') set({ by: by(), relative: { last: 12, unit: 'month' } })
    else set({ by: by() })
  }
  function setSide(side: 'from' | 'to', day: string): void {
    const { from, to } = props.time ?? {}
    const sides = { from, to, [side]: day || undefined }
    set({ by: by(), ...(sides.from && { from: sides.from }), ...(sides.to && { to: sides.to }) })
  }
  return (
    <Section label={say('time')} problem={props.problem}>
      <Pick
        label={say('time')}
        value={shape()}
        options={(['all', 'this', 'last', 'fixed'] as const).map((id) => ({ id, name: say(`time.${id}`) }))}
        onChange={(next) => choose(next as Shape)}
      />
      <Switch>
        <Match when={shape() === 'this'}>
          <Pick
            label={say('unit')}
            value={thisUnit()}
            options={UNITS.map((id) => ({ id, name: say(`unit.${id}`) }))}
            onChange={(unit) => set({ by: by(), relative: { this: unit as Unit } })}
          />
        </Match>
        <Match when={shape() === 'last'}>
          <Box
            type="number"
            label={say('howMany')}
            value={String(last().last)}
            onChange={(text) => {
              const count = Math.round(Number(text))
              if (count >= 1 && count <= 1000) set({ by: by(), relative: { ...last(), last: count } })
            }}
          />
          <Pick
            label={say('unit')}
            value={last().unit}
            options={UNITS.map((id) => ({ id, name: say(`units.${id}`) }))}
            onChange={(unit) => set({ by: by(), relative: { ...last(), unit: unit as Unit } })}
          />
        </Match>
        <Match when={shape() === 'fixed'}>
          <Box
            type="date"
            label={say('from')}
            value={props.time?.from ?? ''}
            onChange={(day) => setSide('from', day)}
          />
          <span class={css.word}>–</span>
          <Box type="date" label={say('to')} value={props.time?.to ?? ''} onChange={(day) => setSide('to', day)} />
        </Match>
      </Switch>
      <Show when={shape() !== 'all'}>
        <span class={css.word}>{say('byWord')}</span>
        <FieldChoice
          label={say('timeBy')}
          projects={props.projects}
          value={by()}
          accepts={isDate}
          onSelect={(name) => set({ ...props.time, by: name })}
        />
      </Show>
      <Show when={isClosed(props.time)}>
        <Check
          label={say('compare')}
          checked={props.compare}
          onChange={(compare) => props.onChange(props.time, compare)}
        />
      </Show>
    </Section>
  )
}
