import CircleAlert from 'lucide-solid/icons/circle-alert'
import CircleCheck from 'lucide-solid/icons/circle-check'
import X from 'lucide-solid/icons/x'
import { createEffect, For, onCleanup, Show } from 'solid-js'
import { dismiss, shownToast, toastTime } from '../client/toasts.ts'
import { Button } from '../widgets/button.tsx'
import css from './toaster.module.css'

export function Toaster(props: { label: string; closeLabel: string }) {
  createEffect(() => {
    const toast = shownToast()
    const time = toast && toastTime(toast)
    if (!toast || time === undefined) return
    const timer = setTimeout(() => dismiss(toast.id), time)
    onCleanup(() => clearTimeout(timer))
  })
  return (
    // What is open stays so when Undo is pressed, and a dialog lets it be pressed.
    <section data-kb-top-layer="" class={css.place} aria-label={props.label} aria-live="polite">
      <Show when={shownToast()} keyed>
        {(toast) => (
          <div class={css.toast} data-kind={toast.kind} role={toast.kind === 'problem' ? 'alert' : 'status'}>
            <Show when={toast.kind === 'problem'} fallback={<CircleCheck size={16} class={css.done} />}>
              <CircleAlert size={16} class={css.problem} />
            </Show>
            <span class={css.text}>{toast.text}</span>
            <For each={toast.actions}>
              {(action) => (
                <Button
                  variant="outline"
                  size="small"
                  onClick={() => {
                    dismiss(toast.id)
                    action.onClick()
                  }}
                >
                  {action.label}
                </Button>
              )}
            </For>
            <Button variant="icon" size="small" aria-label={props.closeLabel} onClick={() => dismiss(toast.id)}>
              <X size={14} />
            </Button>
          </div>
        )}
      </Show>
    </section>
  )
}
