import { type Accessor, createSignal } from 'solid-js'

/** Takes what a form sends, once: whoever submits it again while it is on its way (a double click) has done so already. */
export function useSubmit(step: (form: HTMLFormElement) => Promise<unknown>): {
  busy: Accessor<boolean>
  onSubmit: (event: SubmitEvent) => Promise<void>
} {
  const [busy, setBusy] = createSignal(false)
  return {
    busy,
    async onSubmit(event) {
      event.preventDefault()
      if (busy()) return
      setBusy(true)
      try {
        await step(event.currentTarget as HTMLFormElement)
      } finally {
        setBusy(false)
      }
    },
  }
}
