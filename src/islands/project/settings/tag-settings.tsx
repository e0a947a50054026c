import { Key } from '@solid-primitives/keyed'
import { mutateSettings } from '../../../client/mutate-settings.ts'
import type { ProjectAnswer } from '../../../core/api/answers.ts'
import { freeColor } from '../../../core/model/entities.ts'
import { t } from '../../../i18n/index.ts'
import { AddRow, ItemRow } from './item-row.tsx'
import css from './settings.module.css'

export function TagSettings(props: { project: ProjectAnswer }) {
  const tags = () => props.project.tags
  return (
    <>
      <ul class={css.lines}>
        <Key each={tags()} by="id">
          {(tag) => <ItemRow project={props.project} collection="tags" item={tag()} />}
        </Key>
      </ul>
      <AddRow
        label={t('settings.newTag')}
        onAdd={(name) =>
          mutateSettings('POST', `/api/projects/${props.project.id}/tags`, { name, color: freeColor(tags()) })
        }
      />
    </>
  )
}
