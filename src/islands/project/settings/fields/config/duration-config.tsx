import { createSignal } from 'solid-js'
import type { Json } from '../../../../../core/model/json.ts'
import { type Key, t } from '../../../../../i18n/index.ts'
import { isMoment } from '../../../../../parts/field-types/index.ts'
import css from '../form.module.css'
import type { ConfigProps } from './config-props.ts'
import { Choice } from './labelled.tsx'

interface Event {
  event: 'created' | 'closed' | 'entered' | 'field'
  list?: string
  field?: string
}

const UNITS = { minute: 60_000, hour: 3_600_000, day: 86_400_000 }
type Unit = keyof typeof UNITS

/** The largest unit that the target is a whole number of. */
const unitOf = (ms: number): Unit => (['day', 'hour'] as const).find((unit) => ms % UNITS[unit] === 0) ?? 'minute'

/** From which event to which, and how long it should take at most. */
export function DurationConfig(props: ConfigProps) {
  const target = () => Number(props.draft.config.target ?? 0)
  const [unit, setUnit] = createSignal<Unit>(target() ? unitOf(target()) : 'day')
  const events = () => [
    { id: 'created', name: t('fields.event.created') },
    { id: 'closed', name: t('fields.event.closed') },
    ...props.project.lists.map(({ id, name }) => ({
      id: `entered/${id}`,
      name: t('fields.event.entered', { list: name }),
    })),
    ...props.project.fields.filter(({ type }) => isMoment(type)).map(({ id, name }) => ({ id: `field/${id}`, name })),
  ]
  const idOf = ({ event, list, field }: Event) => [event, list ?? field].filter(Boolean).join('/')
  const eventOf = (id: string): Json => {
    const [event = '', of] = id.split('/')
    return event === 'entered' ? { event, list: of! } : event === 'field' ? { event, field: of! } : { event }
  }
  const selectedEvent = (end: 'from' | 'to') =>
    idOf((props.draft.config[end] as unknown as Event | undefined) ?? { event: 'created' })
  return (
    <>
      <div class={css.pair}>
        <Choice
          label={t('fields.from')}
          value={selectedEvent('from')}
          options={events()}
          onSelect={(id) => props.onChange({ from: eventOf(id) })}
        />
        <Choice
          label={t('fields.until')}
          value={selectedEvent('to')}
          options={events()}
          onSelect={(id) => props.onChange({ to: eventOf(id) })}
        />
      </div>
      <div class={css.group}>
        <span class={css.label}>{t('fields.targetTime')}</span>
        <div class={css.row}>
          <input
            class={css.figure}
            inputmode="decimal"
            aria-label={t('fields.targetTime')}
            placeholder="–"
            value={target() ? String(target() / UNITS[unit()]) : ''}
            onChange={(event) => {
              const count = Number(event.currentTarget.value.replace(',', '.'))
              if (Number.isNaN(count) || count < 0) event.currentTarget.value = ''
              props.onChange({ target: count > 0 ? Math.round(count * UNITS[unit()]) : null })
            }}
          />
          <select
            class={css.select}
            aria-label={t('fields.targetTime')}
            onChange={(event) => {
              const count = target() / UNITS[unit()]
              setUnit(event.currentTarget.value as Unit)
              if (count > 0) props.onChange({ target: Math.round(count * UNITS[unit()]) })
            }}
          >
            {(Object.keys(UNITS) as Unit[]).map((unitName) => (
              <option value={unitName} selected={unitName === unit()}>
                {t(`fields.unit.${unitName}` satisfies Key)}
              </option>
            ))}
          </select>
        </div>
        <p class={css.hint}>{t('fields.targetHint')}</p>
      </div>
    </>
  )
}
