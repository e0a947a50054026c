import { onMount } from 'solid-js'
import type { EditorProps } from './editing.ts'
import css from './editors.module.css'

/** A day, or a day with its time in this device's zone. */
export function DayEditor(
  props: Pick<EditorProps, 'value' | 'onSave' | 'onClose'> & { label: string; withTime: boolean },
) {
  let element!: HTMLInputElement
  let closed = false
  onMount(() => {
    const value = typeof props.value === 'string' ? props.value : ''
    element.value = props.withTime ? localTime(value) : value.slice(0, 10)
    element.focus()
  })

  async function save(): Promise<void> {
    if (closed || element.validity.badInput) return
    closed = true
    const text = element.value
    await props.onSave(text === '' ? null : props.withTime ? new Date(text).toISOString() : text)
    props.onClose()
  }

  return (
    <input
      ref={element}
      class={css.input}
      type={props.withTime ? 'datetime-local' : 'date'}
      max={props.withTime ? '9999-12-31T23:59' : '9999-12-31'}
      aria-label={props.label}
      onBlur={() => void save()}
      onKeyDown={(event) => {
        if (event.key === 'Enter') void save()
        else if (event.key === 'Escape') {
          closed = true
          event.stopPropagation()
          props.onClose()
        }
      }}
    />
  )
}

function localTime(iso: string): string {
  const date = new Date(iso)
  if (Number.isNaN(date.getTime())) return ''
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}
