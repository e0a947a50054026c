import { t } from '../../i18n/index.ts'
import { FilterBuilder } from '../../parts/filter/builder.tsx'
import { Sheet } from '../../widgets/sheet.tsx'
import { givenFilter, refusedFilter, setGivenFilter } from './filter.ts'
import type { MenuProps } from './header-menu.tsx'
import { openMenu } from './open-menu.ts'

export default function FilterMenu(props: MenuProps) {
  return (
    <Sheet label={t('filter.label')} closeLabel={t('close')} anchor={props.anchor} close={props.close}>
      <FilterBuilder
        project={props.project}
        filter={givenFilter()}
        change={setGivenFilter}
        refused={refusedFilter()}
        at={openMenu()?.at}
      />
    </Sheet>
  )
}
