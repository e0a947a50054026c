import { onMount } from 'solid-js'
import type { EditorProps } from './editing.ts'
import css from './editors.module.css'

/** A day, or a day with its time in this device's zone. */
export function DayEditor(props: Pick<EditorProps, 'value' | 'save' | 'close'> & { label: string; withTime: boolean }) {
  let element!: HTMLInputElement
  let over = false
  onMount(() => {
    const value = typeof props.value === 'string' ? props.value : ''
    element.value = props.withTime ? localTime(value) : value.slice(0, 10)
    element.focus()
  })

  async function save(): Promise<void> {
    if (over || element.validity.badInput) return
    over = true
    const text = element.value
    await props.save(text === '' ? null : props.withTime ? new Date(text).toISOString() : text)
    props.close()
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
          over = true
          event.stopPropagation()
          props.close()
        }
      }}
    />
  )
}

function localTime(iso: string): string {
  const at = new Date(iso)
  if (Number.isNaN(at.getTime())) return ''
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}
