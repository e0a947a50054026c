/** So long the focus is waited for once a dialog is there. */
const PATIENCE = 400

/** In it one writes; others take no text. */
const isText = (element: Element | null): element is HTMLInputElement | HTMLTextAreaElement =>
  element instanceof HTMLTextAreaElement ||
  (element instanceof HTMLInputElement && /^(text|search|email|url|tel|password)$/.test(element.type))

/**
 * Holds the keys that are typed while an overlay is being loaded, which would go to the page behind it. `give`: it is there, so what was
 * typed goes into the field that its dialog focuses; where it focuses none, the keys are pressed anew. Escape gives the opening up.
 */
export function holdKeys(onEscape: () => void): { give: () => void; drop: () => void } {
  let held: KeyboardEvent[] = []
  let timer: ReturnType<typeof setTimeout> | undefined

  function hold(event: KeyboardEvent): void {
    const isWritten = event.key.length === 1 || event.key === 'Backspace'
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Escape') onEscape()
    else if (!isWritten) return
    else held.push(event)
    event.preventDefault()
    event.stopImmediatePropagation()
  }

  function drop(): void {
    removeEventListener('keydown', hold, true)
    removeEventListener('focusin', onFocus, true)
    removeEventListener('pointerdown', pressAnew, true)
    clearTimeout(timer)
    held = []
  }

  function onFocus(): void {
    const field = document.activeElement
    if (!isText(field)) return
    // Somebody has gone on elsewhere.
    if (!field.closest('[role=dialog]')) {
      pressAnew()
      return
    }
    const typed = held.reduce((text, { key }) => (key === 'Backspace' ? text.slice(0, -1) : text + key), '')
    drop()
    if (!typed) return
    field.value += typed
    field.dispatchEvent(new InputEvent('input', { bubbles: true, data: typed }))
  }

  function pressAnew(): void {
    const keys = held
    drop()
    for (const { key, code, shiftKey } of keys) {
      const init = { key, code, shiftKey, bubbles: true, cancelable: true }
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', init))
    }
  }

  addEventListener('keydown', hold, true)
  return {
    give() {
      addEventListener('focusin', onFocus, true)
      addEventListener('pointerdown', pressAnew, true)
      timer = setTimeout(pressAnew, PATIENCE)
      // What is no dialog (a record beside its board) takes no text by itself.
      requestAnimationFrame(() => requestAnimationFrame(() => document.querySelector('[role=dialog]') ?? pressAnew()))
      if (document.activeElement?.closest('[role=dialog]')) onFocus()
    },
    drop,
  }
}
