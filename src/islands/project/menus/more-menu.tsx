import Archive from 'lucide-solid/icons/archive'
import FileUp from 'lucide-solid/icons/file-up'
import Trash from 'lucide-solid/icons/trash'
import Webhook from 'lucide-solid/icons/webhook'
import { For } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { mayEdit, mayManage } from '../../../client/workspace.ts'
import { t } from '../../../i18n/index.ts'
import { sayLater } from '../../../i18n/later.ts'
import { Sheet } from '../../../widgets/overlay/sheet.tsx'
import type { MenuProps } from './menu-props.ts'
import css from './more-menu.module.css'

const ICONS = { webhooks: Webhook, imports: FileUp, archive: Archive, bin: Trash }
const MAY = { webhooks: mayManage, imports: mayEdit, archive: () => true, bin: () => true }

/** The project's other pages. */
export default function MoreMenu(props: MenuProps) {
  const pages = () => (['webhooks', 'imports', 'archive', 'bin'] as const).filter((page) => MAY[page](props.project))
  return (
    <Sheet label={sayLater('more.label')} closeLabel={t('close')} anchor={props.anchor} onClose={props.onClose}>
      <nav class={css.pages} aria-label={sayLater('more.label')}>
        <For each={pages()}>
          {(page) => (
            <a class={css.page} href={`/p/${props.project.id}/${page}`} onClick={props.onClose}>
              <Dynamic component={ICONS[page]} size={16} />
              {sayLater(`page.title.${page}`)}
            </a>
          )}
        </For>
      </nav>
    </Sheet>
  )
}
