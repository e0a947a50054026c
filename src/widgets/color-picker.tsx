import { For } from 'solid-js'
import { Dot } from './chip.tsx'
import css from './color-picker.module.css'
import { Popover } from './overlay/popover.tsx'

interface Props {
  label: string
  colors: readonly { id: string; name: string }[]
  value: string
  onSelect: (color: string) => void
}

export function ColorPicker(props: Props) {
  return (
    <Popover label={props.label} class={css.trigger!} trigger={<Dot color={props.value} />}>
      <ColorGrid {...props} />
    </Popover>
  )
}

/** All colours side by side. */
export function ColorGrid(props: Props) {
  return (
    <fieldset class={css.grid} aria-label={props.label}>
      <For each={props.colors}>
        {(color) => (
          <button
            type="button"
            class={css.color}
            aria-label={color.name}
            title={color.name}
            aria-pressed={color.id === props.value}
            onClick={() => props.onSelect(color.id)}
          >
            <Dot color={color.id} />
          </button>
        )}
      </For>
    </fieldset>
  )
}
