import Trash from 'lucide-solid/icons/trash'
import { Show } from 'solid-js'
import type { ListAnswer, ProjectAnswer } from '../../../core/api/answers.ts'
import { COLORS } from '../../../core/model/entities.ts'
import { t } from '../../../i18n/index.ts'
import { Button } from '../../../widgets/button.tsx'
import { ColorGrid } from '../../../widgets/color-picker.tsx'
import { Field } from '../../../widgets/field.tsx'
import { Sheet } from '../../../widgets/overlay/sheet.tsx'
import css from '../menus/menus.module.css'
import { patchItem, removeItem } from '../settings/change-item.ts'

export interface ListSheetProps {
  project: ProjectAnswer
  list: ListAnswer
  isEmpty: boolean
  anchor: HTMLElement
  onClose: () => void
}

/** Each change is stored at once, and can be undone. */
export default function ListSheet(props: ListSheetProps) {
  const item = () => ({ project: props.project, collection: 'lists' as const, item: props.list })
  const rename = (input: HTMLInputElement) => {
    const name = input.value.trim()
    if (name === '') input.value = props.list.name
    else if (name !== props.list.name) void patchItem(item(), { name }, t('settings.saved'))
  }
  return (
    <Sheet
      label={t('board.changeList', { list: props.list.name })}
      closeLabel={t('close')}
      anchor={props.anchor}
      onClose={props.onClose}
    >
      <form
        class={`${css.menu} ${css.narrow}`}
        onSubmit={(event) => {
          event.preventDefault()
          props.onClose()
        }}
      >
        <Field
          label={t('settings.name')}
          value={props.list.name}
          maxlength={120}
          autocomplete="off"
          ref={(input: HTMLInputElement) => queueMicrotask(() => input.select())}
          onChange={(event) => rename(event.currentTarget)}
        />
        <ColorGrid
          label={t('settings.colorOf', { name: props.list.name })}
          colors={COLORS.map((id) => ({ id, name: t(`color.${id}`) }))}
          value={props.list.color}
          onSelect={(color) => void patchItem(item(), { color }, t('settings.saved'))}
        />
        <div class={css.foot}>
          <Button
            variant="plain"
            size="small"
            disabled={!props.isEmpty}
            onClick={() => {
              props.onClose()
              void removeItem(item())
            }}
          >
            <Trash size={14} />
            {t('board.deleteList')}
          </Button>
        </div>
        <Show when={!props.isEmpty}>
          <p class={css.hint}>{t('board.deleteListHint')}</p>
        </Show>
      </form>
    </Sheet>
  )
}
