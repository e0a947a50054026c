import GripVertical from 'lucide-solid/icons/grip-vertical'
import X from 'lucide-solid/icons/x'
import { Show } from 'solid-js'
import { COLORS } from '../../../../../core/model/entities.ts'
import { t } from '../../../../../i18n/index.ts'
import type { OptionAnswer } from '../../../../../parts/values/options.ts'
import { Button } from '../../../../../widgets/button.tsx'
import { ColorPicker } from '../../../../../widgets/color-picker.tsx'
import type { createReorder } from '../reorder.ts'
import optionsCss from './options.module.css'

interface Props {
  option: OptionAnswer
  onEdit: (part: Partial<OptionAnswer>) => void
  onRemove: () => void
  selected: boolean
  /** for a merge; only where records may have it already */
  onSelect?: (on: boolean) => void
  handle: ReturnType<ReturnType<typeof createReorder>['handle']>
  line: ReturnType<ReturnType<typeof createReorder>['line']>
}

export function OptionLine(props: Props) {
  const name = () => props.option.name
  return (
    <li class={optionsCss.option} {...props.line}>
      <button
        type="button"
        class={optionsCss.handle}
        aria-label={t('fields.optionMove', { name: name() })}
        {...props.handle}
      >
        <GripVertical size={14} />
      </button>
      <ColorPicker
        label={t('settings.colorOf', { name: name() })}
        colors={COLORS.map((id) => ({ id, name: t(`color.${id}`) }))}
        value={props.option.color ?? 'grey'}
        onSelect={(color) => props.onEdit({ color })}
      />
      <input
        class={optionsCss.name}
        value={name()}
        maxlength={200}
        aria-label={t('settings.nameOf', { name: name() })}
        onChange={(event) => {
          const next = event.currentTarget.value.trim()
          if (next === '') event.currentTarget.value = name()
          else props.onEdit({ name: next })
        }}
        onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
      />
      <Show when={props.onSelect}>
        {(onSelect) => (
          <input
            type="checkbox"
            class={optionsCss.choose}
            checked={props.selected}
            aria-label={t('fields.optionChoose', { name: name() })}
            title={t('fields.optionChoose', { name: name() })}
            onChange={(event) => onSelect()(event.currentTarget.checked)}
          />
        )}
      </Show>
      <Button
        variant="icon"
        size="small"
        aria-label={t('fields.optionDelete', { name: name() })}
        onClick={() => props.onRemove()}
      >
        <X size={12} />
      </Button>
    </li>
  )
}
