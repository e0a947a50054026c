import Check from 'lucide-solid/icons/check'
import X from 'lucide-solid/icons/x'
import { For, Show } from 'solid-js'
import { day } from '../../client/format.ts'
import { useSubmit } from '../../client/use-submit.ts'
import type { MeAnswer } from '../../core/api/answers.ts'
import { sayLater } from '../../i18n/later.ts'
import { Button } from '../../widgets/button.tsx'
import css from './leave-dates.module.css'
import { Section } from './section.tsx'

type Days = Pick<MeAnswer['workspace'], 'workingDays' | 'holidays'>

/** On which days the team works: what "after 3 working days" counts, and when digests are mailed. */
export function WorkingDays(props: { workspace: Days; onSave: (days: Partial<Days>) => void }) {
  const days = () => props.workspace.workingDays
  const holidays = () => props.workspace.holidays
  const toggle = (number: number) =>
    props.onSave({
      workingDays: days().includes(number) ? days().filter((one) => one !== number) : [...days(), number].sort(),
    })

  const { onSubmit } = useSubmit(async (form) => {
    const { holiday } = Object.fromEntries(new FormData(form)) as Record<string, string>
    if (!holidays().includes(holiday!)) props.onSave({ holidays: [...holidays(), holiday!].sort() })
    form.reset()
  })

  return (
    <Section title={sayLater('workdays.title')} text={sayLater('workdays.text')}>
      <fieldset class={css.days} aria-label={sayLater('workdays.title')}>
        <For each={sayLater('workdays.names').split(',')}>
          {(name, i) => {
            const isOn = () => days().includes(i() + 1)
            return (
              <Button
                variant="outline"
                size="small"
                aria-pressed={isOn()}
                // One has to be left.
                disabled={isOn() && days().length === 1}
                onClick={() => toggle(i() + 1)}
              >
                <Show when={isOn()}>
                  <Check size={14} />
                </Show>
                {name}
              </Button>
            )
          }}
        </For>
      </fieldset>
      <Show when={holidays().length > 0}>
        <ul class={css.holidays} aria-label={sayLater('workdays.holidays')}>
          <For each={holidays()}>
            {(holiday) => (
              <li class={css.holiday}>
                {day(holiday)}
                <Button
                  variant="icon"
                  size="small"
                  aria-label={sayLater('workdays.remove', { day: day(holiday) })}
                  onClick={() => props.onSave({ holidays: holidays().filter((one) => one !== holiday) })}
                >
                  <X size={14} />
                </Button>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <form class={css.form} onSubmit={onSubmit}>
        <label class={css.label}>
          {sayLater('workdays.holiday')}
          <input name="holiday" type="date" class={css.input} required max="9999-12-31" />
        </label>
        <Button type="submit">{sayLater('workdays.add')}</Button>
      </form>
    </Section>
  )
}
