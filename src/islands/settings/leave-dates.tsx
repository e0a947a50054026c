import { createUniqueId, Show } from 'solid-js'
import { useSubmit } from '../../client/use-submit.ts'
import { sayLater } from '../../i18n/later.ts'
import { Button } from '../../widgets/button.tsx'
import css from './leave-dates.module.css'

export interface Leave {
  from: string
  to: string
}

/** The first and last day of a leave, or none. */
export function LeaveDates(props: { away: Leave | null; onSave: (away: Leave | null) => Promise<void> }) {
  const id = createUniqueId()
  const { onSubmit } = useSubmit(async (form) => {
    const { from, to } = Object.fromEntries(new FormData(form)) as Record<string, string>
    await props.onSave({ from: from!, to: to! })
  })
  return (
    <form class={css.form} onSubmit={onSubmit}>
      <label class={css.label} for={`${id}-from`}>
        {sayLater('away.from')}
        <input
          id={`${id}-from`}
          name="from"
          type="date"
          class={css.input}
          required
          max="9999-12-31"
          value={props.away?.from ?? ''}
          onChange={(event) => {
            // The browser says where the last day is before the first.
            const to = event.currentTarget.form!.elements.namedItem('to') as HTMLInputElement
            to.min = event.currentTarget.value
            if (!to.value) to.value = event.currentTarget.value
          }}
        />
      </label>
      <label class={css.label} for={`${id}-to`}>
        {sayLater('away.to')}
        <input
          id={`${id}-to`}
          name="to"
          type="date"
          class={css.input}
          required
          min={props.away?.from}
          max="9999-12-31"
          value={props.away?.to ?? ''}
        />
      </label>
      <Button type="submit">{sayLater('away.save')}</Button>
      <Show when={props.away}>
        <Button variant="plain" onClick={() => void props.onSave(null)}>
          {sayLater('away.end')}
        </Button>
      </Show>
    </form>
  )
}
