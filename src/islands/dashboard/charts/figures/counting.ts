import { type Accessor, createEffect, createSignal, on, onCleanup } from 'solid-js'

const LENGTH = 600

/** A number that counts over to its next one; null while it stands still. With reduced motion it changes at once. */
export function counting(value: Accessor<number | null>): Accessor<string | null> {
  const [shown, setShown] = createSignal<string | null>(null)
  let frame = 0
  let lastValue = value()
  createEffect(
    on(
      value,
      (to) => {
        cancelAnimationFrame(frame)
        const from = lastValue
        lastValue = to
        if (from === null || to === null || from === to || matchMedia('(prefers-reduced-motion: reduce)').matches)
          return setShown(null)
        const start = performance.now()
        const step = (now: number) => {
          const progress = Math.min(1, (now - start) / LENGTH)
          if (progress === 1) return setShown(null)
          setShown(String(Math.round(from + (to - from) * (1 - (1 - progress) ** 3))))
          frame = requestAnimationFrame(step)
        }
        frame = requestAnimationFrame(step)
      },
      { defer: true },
    ),
  )
  onCleanup(() => cancelAnimationFrame(frame))
  return shown
}
