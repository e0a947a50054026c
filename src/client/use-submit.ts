import { type Accessor, createSignal } from 'solid-js'

/** Handles the submit of a form, by which of its buttons; further submits while it is running (a double click) are ignored. */
export function useSubmit(step: (form: HTMLFormElement, by: HTMLElement | null) => Promise<unknown>): {
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
        await step(event.currentTarget as HTMLFormElement, event.submitter)
      } finally {
        setBusy(false)
      }
    },
  }
}
