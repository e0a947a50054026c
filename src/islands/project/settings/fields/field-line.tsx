import Ellipsis from 'lucide-solid/icons/ellipsis'
import EyeOff from 'lucide-solid/icons/eye-off'
import GripVertical from 'lucide-solid/icons/grip-vertical'
import Trash from 'lucide-solid/icons/trash'
import { For, Show } from 'solid-js'
import { trackLatestValue } from '../../../../client/latest-value.ts'
import { deletedMessage, mutateSettings } from '../../../../client/mutate-settings.ts'
import { withoutItem, withPatch } from '../../../../client/optimistic.ts'
import { usePeople } from '../../../../client/workspace.ts'
import type { FieldAnswer } from '../../../../core/api/answers.ts'
import { t } from '../../../../i18n/index.ts'
import { typeName } from '../../../../parts/field-types/index.ts'
import { TypeIcon } from '../../../../parts/values/type-icon.tsx'
import { Button } from '../../../../widgets/button.tsx'
import Menu from '../../../../widgets/overlay/menu.tsx'
import { defaultText } from './default-text.ts'
import css from './field-list.module.css'
import type { createReorder } from './reorder.ts'

interface Props {
  /** its id */
  project: string
  field: FieldAnswer
  href: string
  open: boolean
  unsaved: boolean
  /** how many records have a value; not known where there is no record at all */
  filled: number | undefined
  handle: ReturnType<ReturnType<typeof createReorder>['handle']>
  line: ReturnType<ReturnType<typeof createReorder>['line']>
}

/** A row of the field list: name, type and badges. */
export function FieldLine(props: Props) {
  const people = trackLatestValue(usePeople())
  const path = () => `/api/fields/${props.field.id}`
  const badges = () => [
    ...(props.unsaved ? [t('fields.markUnsaved')] : []),
    ...(props.field.required ? [t('fields.markRequired')] : []),
    ...(props.field.unique ? [t('fields.markUnique')] : []),
    ...(props.field.hidden ? [t('fields.markHidden')] : []),
    ...((props.field.default ?? null) === null
      ? []
      : [
          t('fields.markDefault', {
            value: defaultText(props.field, props.field.default, people() ?? []),
          }),
        ]),
  ]
  const unused = () => props.filled === 0
  const setHidden = (hidden: boolean) =>
    mutateSettings(
      'PATCH',
      path(),
      { hidden },
      {
        undoText: t(hidden ? 'fields.hiddenSaid' : 'fields.saved', { name: props.field.name }),
        optimistic: { project: props.project, update: withPatch('fields', props.field.id, { hidden }) },
      },
    )
  const remove = () =>
    mutateSettings('DELETE', path(), undefined, {
      undoText: deletedMessage(props.field.name),
      optimistic: { project: props.project, update: withoutItem('fields', props.field.id) },
    })

  return (
    <li
      class={css.line}
      data-open={props.open ? '' : undefined}
      data-dim={props.field.hidden ? '' : undefined}
      {...props.line}
    >
      <button
        type="button"
        class={css.handle}
        aria-label={t('fields.move', { name: props.field.name })}
        {...props.handle}
      >
        <GripVertical size={14} />
      </button>
      <span class={css.icon}>
        <TypeIcon type={props.field.type} />
      </span>
      <a class={css.name} href={props.href} data-opens={props.field.id} aria-current={props.open ? 'true' : undefined}>
        {props.field.name}
      </a>
      <span class={css.marks}>
        <For each={badges()}>{(badge) => <span class={css.mark}>{badge}</span>}</For>
        <Show when={unused()}>
          <span class={css.unused}>{t('fields.unused')}</span>
          <span class={css.offer}>
            <Show when={!props.field.hidden}>
              <Button
                variant="plain"
                size="small"
                aria-label={`${t('fields.hide')}: ${props.field.name}`}
                onClick={() => void setHidden(true)}
              >
                {t('fields.hide')}
              </Button>
            </Show>
            <Button
              variant="plain"
              size="small"
              aria-label={`${t('fields.delete')}: ${props.field.name}`}
              onClick={() => void remove()}
            >
              {t('fields.delete')}
            </Button>
          </span>
        </Show>
      </span>
      <span class={css.type}>{typeName(props.field.type)}</span>
      <Menu
        label={t('fields.more', { name: props.field.name })}
        size="small"
        trigger={<Ellipsis size={14} />}
        items={[
          {
            label: t(props.field.hidden ? 'fields.show' : 'fields.hide'),
            icon: <EyeOff size={16} />,
            onSelect: () => void setHidden(!props.field.hidden),
          },
          { label: t('fields.delete'), icon: <Trash size={16} />, danger: true, onSelect: () => void remove() },
        ]}
      />
    </li>
  )
}
