import type { ProjectAnswer } from '../../../core/api/answers.ts'
import { t } from '../../../i18n/index.ts'
import { kindOf } from '../../../parts/field-types/index.ts'
import { customerField, sumField } from '../../../parts/field-types/primary-fields.ts'
import { Sheet } from '../../../widgets/overlay/sheet.tsx'
import { Picker } from '../../../widgets/picker.tsx'
import { cardFields } from '../card-field-choice.ts'
import type { MenuProps } from './menu-props.ts'
import css from './menus.module.css'

/** Which fields (at most three) a card shows besides customer and amount. */
export default function CardMenu(props: MenuProps) {
  const choice = () => cardFields(props.project.id)
  return (
    <Sheet label={t('board.cardFields')} closeLabel={t('close')} anchor={props.anchor} onClose={props.onClose}>
      <div class={css.fields}>
        <Picker
          label={t('board.cardFieldsHint')}
          choices={choosable(props.project)}
          selected={choice()[0]()}
          emptyText={t('picker.nothing')}
          onSelect={({ id }) => {
            const [selected, setSelected] = choice()
            setSelected(
              selected().includes(id)
                ? selected().filter((selectedId) => selectedId !== id)
                : [...selected(), id].slice(-3),
            )
          }}
        />
      </div>
    </Sheet>
  )
}

function choosable(project: ProjectAnswer) {
  const shown = [customerField(project)?.id, sumField(project)?.id]
  return project.fields.filter((field) => !shown.includes(field.id) && kindOf(field.type) !== 'files')
}
