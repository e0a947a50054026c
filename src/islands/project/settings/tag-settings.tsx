import { For } from 'solid-js'
import { change } from '../../../client/change.ts'
import type { ProjectAnswer } from '../../../core/model/answers.ts'
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
        <For each={tags()}>
          {(tag, at) => (
            <Line
              path={`/api/tags/${tag.id}`}
              name={tag.name}
              color={tag.color}
              above={tags()[at() - 1]?.id}
              below={tags()[at() + 1]?.id}
            />
          )}
        </For>
      </ul>
      <AddLine
        label={t('settings.newTag')}
        add={(name) => change('POST', `/api/projects/${props.project.id}/tags`, { name, color: nextColor() })}
      />
    </>
  )
}
