import SlidersHorizontal from 'lucide-solid/icons/sliders-horizontal'
import type { ProjectAnswer } from '../../core/api/answers.ts'
import { t } from '../../i18n/index.ts'
import { kindOf } from '../../parts/field-types/index.ts'
import { customerField, sumField } from '../../parts/field-types/primary-fields.ts'
import { Picker } from '../../widgets/picker.tsx'
import { Popover } from '../../widgets/popover.tsx'
import { cardFields } from './card-field-choice.ts'

/** Which fields (at most three) a card shows besides customer and amount. */
export default function CardFields(props: { project: ProjectAnswer }) {
  const choice = () => cardFields(props.project.id)
  const alwaysShown = () => [customerField(props.project)?.id, sumField(props.project)?.id]
  const choices = () =>
    props.project.fields.filter((field) => !alwaysShown().includes(field.id) && kindOf(field.type) !== 'files')
  return (
    <Popover
      label={t('board.cardFields')}
      size="small"
      trigger={
        <>
          <SlidersHorizontal size={14} />
          {t('board.cardFields')}
        </>
      }
    >
      <Picker
        label={t('board.cardFieldsHint')}
        choices={choices()}
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
    </Popover>
  )
}
