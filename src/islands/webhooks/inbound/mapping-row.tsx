import X from 'lucide-solid/icons/x'
import { For, Show } from 'solid-js'
import { sayHook } from '../../../i18n/webhook/index.ts'
import { Button } from '../../../widgets/button.tsx'
import css from '../webhooks.module.css'
import type { Target } from './targets.ts'

/** A row while it is edited. */
export interface DraftRow {
  kind: 'path' | 'text'
  from: string
  to: string
  onlyNew: boolean
}

/** What stands somewhere in a message, and the place of a record that it is put into. */
export function MappingRow(props: {
  nth: number
  row: DraftRow
  targets: readonly Target[]
  problem: string | undefined
  onChange: (patch: Partial<DraftRow>) => void
  onRemove: () => void
}) {
  const nth = () => props.nth + 1
  return (
    <li class={css.row} data-place={`mapping.${props.nth}`}>
      <fieldset class={css.mapped} aria-label={sayHook('in.row', { nth: nth() })}>
        <select
          class={css.pick}
          aria-label={sayHook('in.from')}
          onChange={(event) => props.onChange({ kind: event.currentTarget.value as DraftRow['kind'] })}
        >
          <For each={['path', 'text'] as const}>
            {(kind) => (
              <option value={kind} selected={kind === props.row.kind}>
                {sayHook(`in.${kind}`)}
              </option>
            )}
          </For>
        </select>
        <input
          class={css.text}
          aria-label={sayHook(`in.${props.row.kind}`)}
          aria-invalid={props.problem ? 'true' : undefined}
          placeholder={sayHook(props.row.kind === 'path' ? 'in.pathPlaceholder' : 'in.textPlaceholder')}
          maxlength={props.row.kind === 'path' ? 100 : 1000}
          autocapitalize="off"
          spellcheck={props.row.kind === 'text'}
          value={props.row.from}
          onInput={(event) => props.onChange({ from: event.currentTarget.value })}
        />
        <span class={css.arrow} aria-hidden="true">
          →
        </span>
        <select
          class={css.pick}
          aria-label={sayHook('in.to')}
          onChange={(event) => props.onChange({ to: event.currentTarget.value })}
        >
          <option value="" selected={props.row.to === ''}>
            {sayHook('in.choose')}
          </option>
          <For each={props.targets}>
            {({ id, name }) => (
              <option value={id} selected={id === props.row.to}>
                {name}
              </option>
            )}
          </For>
        </select>
        <label class={css.choice}>
          <input
            type="checkbox"
            checked={props.row.onlyNew}
            onChange={(event) => props.onChange({ onlyNew: event.currentTarget.checked })}
          />
          {sayHook('in.onlyNew')}
        </label>
      </fieldset>
      <Button variant="icon" size="small" aria-label={sayHook('in.removeRow', { nth: nth() })} onClick={props.onRemove}>
        <X size={14} />
      </Button>
      <Show when={props.problem}>
        {(text) => (
          <p class={css.problem} role="alert">
            {text()}
          </p>
        )}
      </Show>
    </li>
  )
}
