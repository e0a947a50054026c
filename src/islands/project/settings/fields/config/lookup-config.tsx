import { Show } from 'solid-js'
import { trackLatestValue } from '../../../../../client/latest-value.ts'
import { useProjects } from '../../../../../client/workspace.ts'
import { type Key, t } from '../../../../../i18n/index.ts'
import { kindOf } from '../../../../../parts/field-types/index.ts'
import css from '../form.module.css'
import type { ConfigProps } from './config-props.ts'
import { Choice } from './labelled.tsx'

/** What every record has and a lookup may show. */
const BUILT_INS = ['list', 'tags', 'assignees', 'due', 'createdAt'] as const

export function LookupConfig(props: ConfigProps) {
  const projects = trackLatestValue(useProjects())
  const references = () => props.project.fields.filter((field) => kindOf(field.type) === 'links')
  const target = () => {
    const reference = references().find((reference) => reference.id === props.draft.config.reference)
    return projects()?.find((project) => project.id === reference?.config.project)
  }
  const lookupChoices = () => [
    { id: 'title', name: target()?.titleName ?? '' },
    ...(target()?.fields ?? []).filter((field) => field.id !== props.field?.id).map(({ id, name }) => ({ id, name })),
    ...BUILT_INS.map((id) => ({ id, name: t(`builtIn.${id}` satisfies Key) })),
  ]
  return (
    <Show when={references().length > 0} fallback={<p class={css.gentle}>{t('settings.noReference')}</p>}>
      <div class={css.pair}>
        <Choice
          label={t('settings.through')}
          value={String(props.draft.config.reference ?? '')}
          options={references()}
          onSelect={(reference) => props.onChange({ reference, field: 'title' })}
        />
        <Choice
          label={t('settings.shows')}
          value={String(props.draft.config.field ?? 'title')}
          options={lookupChoices()}
          onSelect={(field) => props.onChange({ field })}
        />
      </div>
    </Show>
  )
}
