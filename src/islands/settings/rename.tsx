import { createMemo } from 'solid-js'
import { t } from '../../i18n/index.ts'

/** An inline editable name: Enter or blur saves, an empty input restores it. */
export function Rename(props: { name: string; class: string | undefined; onSave: (name: string) => void }) {
  // The value is set only when it differs: a refetch must not overwrite what is being typed.
  const name = createMemo(() => props.name)
  function onSave(input: HTMLInputElement): void {
    const newName = input.value.trim()
    if (newName === '') input.value = props.name
    else if (newName !== props.name) props.onSave(newName)
  }
  return (
    <input
      class={props.class}
      value={name()}
      maxlength={60}
      aria-label={t('settings.nameOf', { name: props.name })}
      onChange={(event) => onSave(event.currentTarget)}
      onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
    />
  )
}
