import { Show } from 'solid-js'
import { t } from '../../../i18n/index.ts'
import { FilterBuilder } from '../../../parts/filter/builder.tsx'
import { Sheet } from '../../../widgets/overlay/sheet.tsx'
import { refusedFilter, setUrlFilter, urlFilter } from '../filter.ts'
import { TagList } from '../tag-bar.tsx'
import { hasTags, showsTagStrip, useTagSums } from '../tag-sums.ts'
import type { MenuProps } from './menu-props.ts'
import { openMenu } from './open-menu.ts'

export default function FilterMenu(props: MenuProps) {
  const sums = useTagSums(() => props.project)
  return (
    <Sheet label={t('filter.label')} closeLabel={t('close')} anchor={props.anchor} onClose={props.onClose}>
      <Show when={hasTags(props.project) && !showsTagStrip(props.project)}>
        <TagList project={props.project} sums={sums} inMenu />
      </Show>
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
