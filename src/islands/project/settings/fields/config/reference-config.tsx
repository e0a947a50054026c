import { createEffect, Show, Suspense } from 'solid-js'
import { trackLatestValue } from '../../../../../client/latest-value.ts'
import { useProjects } from '../../../../../client/workspace.ts'
import type { Filter } from '../../../../../core/query/filters/ast.ts'
import { t } from '../../../../../i18n/index.ts'
import { kindOf } from '../../../../../parts/field-types/index.ts'
import { lazyPart } from '../../../../../parts/lazy-part.tsx'
import type { ConfigProps } from './config-props.ts'
import { Choice } from './labelled.tsx'
import { setFilter } from './set-filter.ts'
import { SeveralSwitch } from './several-switch.tsx'

// The filter editor is loaded when a filter can be set.
const FilterField = lazyPart(() => import('./filter-field.tsx'))

/** The target project of a reference (fixed once stored), and the filter on the records it offers. */
export function ReferenceConfig(props: ConfigProps) {
  const projects = trackLatestValue(useProjects())
  const isFixed = () => props.field !== undefined && kindOf(props.field.type) === 'links'
  const target = () => projects()?.find((project) => project.id === props.draft.config.project)
  const filter = () => (props.draft.config.filter as unknown as Filter | undefined) ?? null
  createEffect(() => {
    const firstProject = projects()?.find((project) => project.id !== props.project.id) ?? projects()?.[0]
    if (!props.draft.config.project && firstProject) props.onChange({ project: firstProject.id })
  })
  function setTarget(project: string): void {
    // The filter refers to fields of the previous target project, so it is dropped.
    const { filter: _, ...config } = props.draft.config
    props.onReplace({ ...config, project })
  }
  return (
    <>
      <Choice
        label={t('fields.target')}
        value={String(props.draft.config.project ?? '')}
        options={projects() ?? []}
        disabled={isFixed()}
        onSelect={setTarget}
      />
      <Show when={target()?.id} keyed>
        {(_id) => (
          <Suspense>
            <FilterField
              label={t('fields.offered')}
              hint={t('fields.offeredHint')}
              project={target()!}
              filter={filter()}
              onChange={(next) => setFilter(props, next)}
            />
          </Suspense>
        )}
      </Show>
      <SeveralSwitch {...props} initial={false} />
    </>
  )
}
