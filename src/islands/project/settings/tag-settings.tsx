import { For, Show } from 'solid-js'
import { mutateSettings } from '../../../client/mutate-settings.ts'
import type { ProjectAnswer } from '../../../core/api/answers.ts'
import { COLORS } from '../../../core/model/entities.ts'
import { t } from '../../../i18n/index.ts'
import { AddLine, Line } from './line.tsx'
import css from './settings.module.css'

export function TagSettings(props: { project: ProjectAnswer }) {
  const tags = () => props.project.tags
  const nextColor = () => COLORS[1 + (tags().length % (COLORS.length - 1))]
  return (
    <>
      <ul class={css.lines}>
        <For each={tags().map(({ id }) => id)}>
          {(id) => (
            <Show when={tags().find((one) => one.id === id)}>
              {(tag) => <Line project={props.project} of="tags" one={tag()} />}
            </Show>
          )}
        </For>
      </ul>
      <AddLine
        label={t('settings.newTag')}
        add={(name) => mutateSettings('POST', `/api/projects/${props.project.id}/tags`, { name, color: nextColor() })}
      />
    </>
  )
}
