import { For } from 'solid-js'
import { SHAPES, type Shape } from '../../../core/model/shape.ts'
import { t } from '../../../i18n/index.ts'
import { sayLater } from '../../../i18n/later.ts'
import { ProjectIcon } from '../../../parts/project-icon.tsx'
import Dialog from '../../../widgets/overlay/dialog.tsx'
import css from './start-template.module.css'

const ICONS: Record<Shape, string> = { pipeline: 'target', customers: 'building', delivery: 'truck', invoices: 'file' }

/** What an empty project can start as, each with what it brings. */
export default function StartTemplate(props: { onChoose: (shape: Shape) => void; onClose: () => void }) {
  return (
    <Dialog title={sayLater('start.title')} closeLabel={t('close')} onClose={props.onClose}>
      <p class={css.lead}>{sayLater('start.lead')}</p>
      <ul class={css.shapes}>
        <For each={SHAPES}>
          {(shape, i) => (
            <li>
              <button
                type="button"
                class={css.shape}
                data-autofocus={i() === 0 ? '' : undefined}
                onClick={() => props.onChoose(shape)}
              >
                <span class={css.icon}>
                  <ProjectIcon icon={ICONS[shape]} />
                </span>
                <span class={css.words}>
                  <strong>{sayLater(`start.${shape}`)}</strong>
                  <span class={css.soft}>{sayLater(`start.text.${shape}`)}</span>
                </span>
              </button>
            </li>
          )}
        </For>
      </ul>
    </Dialog>
  )
}
