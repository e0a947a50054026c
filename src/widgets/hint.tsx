import Info from 'lucide-solid/icons/info'
import { createSignal, createUniqueId } from 'solid-js'
import css from './hint.module.css'

/** An info button with a tooltip on hover and focus; Esc dismisses it. */
export function Hint(props: { label: string; text: string }) {
  const id = createUniqueId()
  const [dismissed, setDismissed] = createSignal(false)
  return (
    <span class={css.place} data-away={dismissed() ? '' : undefined} onPointerEnter={() => setDismissed(false)}>
      <button
        type="button"
        class={css.sign}
        aria-label={props.label}
        aria-describedby={id}
        onFocus={() => setDismissed(false)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || dismissed()) return
          event.stopPropagation()
          setDismissed(true)
        }}
      >
        <Info size={13} />
      </button>
      <span id={id} role="tooltip" class={css.text}>
        {props.text}
      </span>
    </span>
  )
}
