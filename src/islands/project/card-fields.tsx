import SlidersHorizontal from 'lucide-solid/icons/sliders-horizontal'
import type { ProjectAnswer } from '../../core/api/answers.ts'
import { t } from '../../i18n/index.ts'
import { kindOf } from '../../parts/field-types/index.ts'
import { customerField, sumField } from '../../parts/field-types/leading.ts'
import { Picker } from '../../widgets/picker.tsx'
import { Popover } from '../../widgets/popover.tsx'
import { cardFields } from './card-choice.ts'

/** Which fields (at most three) a card shows besides customer and amount. */
export default function CardFields(props: { project: ProjectAnswer }) {
  const choice = () => cardFields(props.project.id)
  const standing = () => [customerField(props.project)?.id, sumField(props.project)?.id]
  const choices = () =>
    props.project.fields.filter((field) => !standing().includes(field.id) && kindOf(field.type) !== 'files')
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
        chosen={choice()[0]()}
        note={t('picker.nothing')}
        pick={({ id }) => {
          const [chosen, choose] = choice()
          choose(chosen().includes(id) ? chosen().filter((one) => one !== id) : [...chosen(), id].slice(-3))
        }}
      />
    </Popover>
  )
}
