import { t } from '../../i18n/index.ts'
import { FilterBuilder } from '../../parts/filter/builder.tsx'
import { Sheet } from '../../widgets/sheet.tsx'
import { refusedFilter, setUrlFilter, urlFilter } from './filter.ts'
import type { MenuProps } from './menu-props.ts'
import { openMenu } from './open-menu.ts'

export default function FilterMenu(props: MenuProps) {
  return (
    <Sheet label={t('filter.label')} closeLabel={t('close')} anchor={props.anchor} onClose={props.onClose}>
      <FilterBuilder
        project={props.project}
        filter={urlFilter()}
        onChange={setUrlFilter}
        refusal={refusedFilter()}
        initialCondition={openMenu()?.index}
      />
    </Sheet>
  )
}
