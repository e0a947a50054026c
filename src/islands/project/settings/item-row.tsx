import ArrowDown from 'lucide-solid/icons/arrow-down'
import ArrowUp from 'lucide-solid/icons/arrow-up'
import Trash from 'lucide-solid/icons/trash'
import { createMemo, type JSX, Show } from 'solid-js'
import { mutateSettings } from '../../../client/mutate-settings.ts'
import { withReordered } from '../../../client/optimistic.ts'
import type { Position } from '../../../client/reorder.ts'
import { useSubmit } from '../../../client/use-submit.ts'
import { COLORS } from '../../../core/model/entities.ts'
import { t } from '../../../i18n/index.ts'
import { Button } from '../../../widgets/button.tsx'
import { ColorPicker } from '../../../widgets/color-picker.tsx'
import { type ItemOf, patchItem, removeItem } from './change-item.ts'
import css from './settings.module.css'

interface Props extends ItemOf {
  children?: JSX.Element
}

/** A list or tag in the settings: rename, recolour, reorder, delete. */
export function ItemRow(props: Props) {
  // The value is set only when it differs: a refetch must not overwrite what is being typed.
  const name = createMemo(() => props.item.name)
  const path = () => `/api/${props.collection}/${props.item.id}`
  const neighborAt = (step: number) => {
    const siblings = props.project[props.collection]
    return siblings[siblings.findIndex(({ id }) => id === props.item.id) + step]?.id
  }
  const rename = (event: { currentTarget: HTMLInputElement }) => {
    const next = event.currentTarget.value.trim()
    if (next === '') event.currentTarget.value = name()
    else if (next !== name()) void patchItem(props, { name: next }, t('settings.saved'))
  }
  function move(position: Position, button: HTMLElement): void {
    const update = withReordered(props.collection, props.item.id, position)
    void mutateSettings(
      'PATCH',
      path(),
      { [position.side]: position.id },
      { optimistic: { project: props.project.id, update } },
    )
    // Moving its element loses the focus; at either end the button is disabled, so its neighbour gets it.
    requestAnimationFrame(() => {
      const next = button.matches(':disabled') ? button.parentElement?.querySelector<HTMLElement>(':enabled') : button
      next?.focus()
    })
  }
  return (
    <li class={css.line}>
      <Show when={props.item.color}>
        {(color) => (
          <ColorPicker
            label={t('settings.colorOf', { name: name() })}
            colors={COLORS.map((id) => ({ id, name: t(`color.${id}`) }))}
            value={color()}
            onSelect={(color) => void patchItem(props, { color })}
          />
        )}
      </Show>
      <input
        class={css.name}
        value={name()}
        maxlength={120}
        aria-label={t('settings.nameOf', { name: name() })}
        onChange={rename}
        onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
      />
      {props.children}
      <span class={css.tools}>
        <Button
          variant="icon"
          size="small"
          disabled={!neighborAt(-1)}
          aria-label={t('settings.up', { name: name() })}
          onClick={(event) => move({ side: 'before', id: neighborAt(-1)! }, event.currentTarget)}
        >
          <ArrowUp size={14} />
        </Button>
        <Button
          variant="icon"
          size="small"
          disabled={!neighborAt(1)}
          aria-label={t('settings.down', { name: name() })}
          onClick={(event) => move({ side: 'after', id: neighborAt(1)! }, event.currentTarget)}
        >
          <ArrowDown size={14} />
        </Button>
        <Button
          variant="icon"
          size="small"
          aria-label={t('settings.delete', { name: name() })}
          title={t('settings.delete', { name: name() })}
          onClick={() => void removeItem(props)}
        >
          <Trash size={14} />
        </Button>
      </span>
    </li>
  )
}

/** The row that adds an item. */
export function AddRow(props: { label: string; onAdd: (name: string) => Promise<boolean>; children?: JSX.Element }) {
  const { onSubmit } = useSubmit(async (form) => {
    const name = String(new FormData(form).get('name')).trim()
    if (name && (await props.onAdd(name))) form.reset()
  })
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
