import { createEffect } from 'solid-js'
import { useProjects } from '../../../../../client/workspace.ts'
import { t } from '../../../../../i18n/index.ts'
import { answersOf } from '../answered.ts'
import type { ConfigProps } from './config-props.ts'
import { Choice } from './labelled.tsx'
import { SeveralSwitch } from './several-switch.tsx'

/** Which project's records are linked; that stays as it was first chosen. */
export function ReferenceConfig(props: ConfigProps) {
  const projects = answersOf(useProjects())
  const fixed = () => props.field?.type === 'reference'
  createEffect(() => {
    const first = projects()?.find((one) => one.id !== props.project.id) ?? projects()?.[0]
    if (!props.draft.config.project && first) props.set({ project: first.id })
  })
  return (
    <>
      <Choice
        label={t('fields.target')}
        value={String(props.draft.config.project ?? '')}
        options={projects() ?? []}
        disabled={fixed()}
        pick={(project) => props.set({ project })}
      />
      <SeveralSwitch {...props} initial={false} />
    </>
  )
}
