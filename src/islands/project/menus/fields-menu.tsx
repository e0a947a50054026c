import { t } from '../../../i18n/index.ts'
import { TypeIcon } from '../../../parts/values/type-icon.tsx'
import { Sheet } from '../../../widgets/overlay/sheet.tsx'
import { Picker } from '../../../widgets/picker.tsx'
import { arranged } from '../table/columns/column-layout.ts'
import { columnsOf } from '../table/columns/columns.ts'
import { columnChoice, visibleOf } from '../table/columns/visible-columns.ts'
import type { MenuProps } from './menu-props.ts'
import css from './menus.module.css'

/** Which fields the table shows, in this browser. */
export default function FieldsMenu(props: MenuProps) {
  const choice = () => columnChoice(props.project.id)
  const columns = () => arranged(columnsOf(props.project), props.project.id).filter(({ key }) => key !== 'title')
  const visibleColumns = () => visibleOf(columnsOf(props.project), props.project.id)
  return (
    <Sheet label={t('columns.label')} closeLabel={t('close')} anchor={props.anchor} onClose={props.onClose}>
      <div class={css.fields}>
        <Picker
          label={t('columns.hint')}
          choices={columns().map(({ key, field }) => ({
            id: key,
            name: field.name,
            show: (
              <span class={css.choice}>
                <TypeIcon type={field.type} />
                <span class={css.name}>{field.name}</span>
              </span>
            ),
          }))}
          selected={visibleColumns().map(({ key }) => key)}
          emptyText={t('picker.nothing')}
          onSelect={({ id }) => {
            const [selected, setSelected] = choice()
            setSelected({ ...selected(), [id]: !visibleColumns().some(({ key }) => key === id) })
          }}
        />
      </div>
    </Sheet>
  )
}
