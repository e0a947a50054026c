import Info from 'lucide-solid/icons/info'
import { createSignal, createUniqueId } from 'solid-js'
import css from './hint.module.css'

/** A quiet sign that tells more when it is pointed at or has the focus; Esc puts it away. */
export function Hint(props: { label: string; text: string }) {
  const id = createUniqueId()
  const [away, setAway] = createSignal(false)
  return (
    <span class={css.place} data-away={away() ? '' : undefined} onPointerEnter={() => setAway(false)}>
      <button
        type="button"
        class={css.sign}
        aria-label={props.label}
        aria-describedby={id}
        onFocus={() => setAway(false)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || away()) return
          event.stopPropagation()
          setAway(true)
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
