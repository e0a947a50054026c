import { createEffect, For, Show } from 'solid-js'
import css from './tip.module.css'

export interface TipText {
  title: string
  /** a value with what it is: a part with its colour, a share, the period before */
  rows: { color?: string | undefined; label: string; value: string; strong?: boolean }[]
}

/** Between it and what it tells of, and between it and the screen's edge, in px. */
const APART = 8

/** What a bar says under the pointer, above everything: a small card would cut it off. `x` and `y` are of the box that it stands in. */
export function Tip(props: { text: TipText | null; x: number; y: number }) {
  let box!: HTMLDivElement
  createEffect(() => {
    if (!props.text) {
      if (box.matches(':popover-open')) box.hidePopover()
      return
    }
    if (!box.matches(':popover-open')) box.showPopover()
    const outer = box.parentElement!.getBoundingClientRect()
    const { width, height } = box.getBoundingClientRect()
    const left = outer.left + props.x - width / 2
    const above = outer.top + props.y - height - APART
    box.style.left = `${Math.max(APART, Math.min(left, innerWidth - width - APART))}px`
    box.style.top = `${above < APART ? outer.top + props.y + 2 * APART : above}px`
  })
  return (
    <div ref={box} class={css.tip} popover="manual" data-tip="" aria-hidden="true">
      <Show when={props.text}>
        {(text) => (
          <>
            <span class={css.title}>{text().title}</span>
            <For each={text().rows}>
              {(row) => (
                <span class={css.row} data-strong={row.strong ? '' : undefined}>
                  <span class={css.label}>
                    <Show when={row.color}>
                      <span class={css.dot} data-color={row.color} />
                    </Show>
                    {row.label}
                  </span>
                  <span class={css.value}>{row.value}</span>
                </span>
              )}
            </For>
          </>
        )}
      </Show>
    </div>
  )
}
