import { For, Show } from 'solid-js'
import { type Key, t } from '../../../i18n/index.ts'
import css from '../filter.module.css'
import { BASES, isRelative, type Relative, UNITS } from '../relative-day.ts'
import type { SingleValueProps } from './single-value.ts'

/** A calendar day or a relative one: "start of this month, earlier by 2 weeks". */
export function DayEdit(props: SingleValueProps) {
  const relative = (): Relative | null => (isRelative(props.value) ? props.value : null)
  const day = () => (typeof props.value === 'string' ? props.value.slice(0, 10) : '')
  const plus = () => relative()?.plus ?? 0
  const direction = () => (plus() === 0 ? 'exactly' : plus() < 0 ? 'earlier' : 'later')
  const write = (base: string, shift: number, unit: string) =>
    props.onChange({ relative: base, ...(shift === 0 ? {} : { plus: shift, unit }) })
  const unit = () => relative()?.unit ?? 'day'
  return (
    <span class={css.day} data-shifted={plus() !== 0 ? '' : undefined}>
      <select
        class={css.select}
        aria-label={`${props.label}: ${t('filter.date.kind')}`}
        onChange={({ currentTarget: { value } }) =>
          value === 'day' ? props.onChange(undefined) : write(value, plus(), unit())
        }
      >
        <option value="day" selected={!relative()}>
          {t('filter.date.day')}
        </option>
        <For each={BASES}>
          {(base) => (
            <option value={base} selected={relative()?.relative === base}>
              {t(`filter.date.${base}`)}
            </option>
          )}
        </For>
      </select>
      <Show
        when={relative()}
        fallback={
          <input
            class={css.input}
            type="date"
            max="9999-12-31"
            aria-label={props.label}
            value={day()}
            onInput={(event) => props.onChange(event.currentTarget.value || undefined)}
          />
        }
      >
        {(current) => (
          <>
            <select
              class={css.select}
              aria-label={`${props.label}: ${t('filter.date.shift')}`}
              onChange={({ currentTarget: { value } }) => {
                const size = Math.abs(plus()) || 1
                write(current().relative, value === 'exactly' ? 0 : value === 'later' ? size : -size, unit())
              }}
            >
              <For each={['exactly', 'earlier', 'later'] as const}>
                {(shiftDirection) => (
                  <option value={shiftDirection} selected={shiftDirection === direction()}>
                    {t(`filter.date.${shiftDirection}`)}
                  </option>
                )}
              </For>
            </select>
            <Show when={plus() !== 0}>
              <input
                class={css.count}
                type="number"
                min="1"
                max="9999"
                aria-label={`${props.label}: ${t('filter.date.count')}`}
                value={Math.abs(plus())}
                onInput={({ currentTarget: { valueAsNumber } }) => {
                  const size = Math.trunc(valueAsNumber)
                  if (size >= 1 && size <= 9999) write(current().relative, plus() < 0 ? -size : size, unit())
                }}
              />
              <select
                class={css.select}
                aria-label={`${props.label}: ${t('filter.date.unit')}`}
                onChange={(event) => write(current().relative, plus(), event.currentTarget.value)}
              >
                <For each={UNITS}>
                  {(unitName) => (
                    <option value={unitName} selected={unitName === unit()}>
                      {t(`filter.unit.${unitName}` as Key)}
                    </option>
                  )}
                </For>
              </select>
            </Show>
          </>
        )}
      </Show>
    </span>
  )
}
