import ArrowDown from 'lucide-solid/icons/arrow-down'
import ArrowUp from 'lucide-solid/icons/arrow-up'
import Trash from 'lucide-solid/icons/trash'
import { createMemo, type JSX, Show } from 'solid-js'
import { change, saidDeleted } from '../../../client/change.ts'
import { COLORS } from '../../../core/model/entities.ts'
import { t } from '../../../i18n/index.ts'
import { Button } from '../../../widgets/button.tsx'
import { ColorPick } from '../../../widgets/color-pick.tsx'
import css from './settings.module.css'

interface Props {
  /** /api/lists/12 */
  path: string
  name: string
  color?: string
  /** the neighbours' ids, for moving up and down */
  above: string | undefined
  below: string | undefined
  children?: JSX.Element
}

/** One list, field or tag of a project: its name edited in place, its place in the order, its end. */
export function Line(props: Props) {
  // Set anew only when it is another one: what is read anew meanwhile leaves alone what is being typed.
  const name = createMemo(() => props.name)
  const rename = (event: { currentTarget: HTMLInputElement }) => {
    const name = event.currentTarget.value.trim()
    if (name === '') event.currentTarget.value = props.name
    else if (name !== props.name) void change('PATCH', props.path, { name }, t('settings.saved'))
  }
  return (
    <li class={css.line}>
      <Show when={props.color}>
        {(color) => (
          <ColorPick
            label={t('settings.colorOf', { name: props.name })}
            colors={COLORS.map((id) => ({ id, name: t(`color.${id}`) }))}
            value={color()}
            pick={(next) => void change('PATCH', props.path, { color: next })}
          />
        )}
      </Show>
      <input
        class={css.name}
        value={name()}
        maxlength={120}
        aria-label={t('settings.nameOf', { name: props.name })}
        onChange={rename}
        onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
      />
      {props.children}
      <span class={css.tools}>
        <Button
          look="icon"
          size="small"
          disabled={!props.above}
          aria-label={t('settings.up', { name: props.name })}
          onClick={() => void change('PATCH', props.path, { before: props.above })}
        >
          <ArrowUp size={14} />
        </Button>
        <Button
          look="icon"
          size="small"
          disabled={!props.below}
          aria-label={t('settings.down', { name: props.name })}
          onClick={() => void change('PATCH', props.path, { after: props.below })}
        >
          <ArrowDown size={14} />
        </Button>
        <Button
          look="icon"
          size="small"
          aria-label={t('settings.delete', { name: props.name })}
          title={t('settings.delete', { name: props.name })}
          onClick={() => void change('DELETE', props.path, undefined, saidDeleted(props.name))}
        >
          <Trash size={14} />
        </Button>
      </span>
    </li>
  )
}

/** The line that adds one more. */
export function AddLine(props: { label: string; add: (name: string) => Promise<boolean>; children?: JSX.Element }) {
  async function onSubmit(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    const form = event.currentTarget as HTMLFormElement
    const name = String(new FormData(form).get('name')).trim()
    if (name && (await props.add(name))) form.reset()
  }
  return (
    <form class={css.add} onSubmit={onSubmit}>
      <input
        class={css.name}
        name="name"
        required
        maxlength={120}
        autocomplete="off"
        placeholder={props.label}
        aria-label={props.label}
      />
      {props.children}
      <Button type="submit" size="small">
        {t('add')}
      </Button>
    </form>
  )
}
