import { For } from 'solid-js'
import { type Key, t } from '../../i18n/index.ts'
import Dialog from '../../widgets/overlay/dialog.tsx'
import css from './key-map.module.css'

const MAP: { title: Key; keys: [string[], Key][] }[] = [
  {
    title: 'keys.everywhere',
    keys: [
      [['Ctrl+K'], 'search'],
      [['Ctrl+Z'], 'undo'],
      [['Ctrl+Shift+Z'], 'redo'],
      [['?'], 'keys.title'],
    ],
  },
  {
    title: 'view.board',
    keys: [
      [['↑', '↓', '←', '→'], 'keys.walk'],
      [['Space'], 'keys.lift'],
      [['Esc'], 'keys.putBack'],
      [['Enter'], 'keys.open'],
    ],
  },
  {
    title: 'view.table',
    keys: [
      [['Tab', '↑', '↓', '←', '→'], 'keys.move'],
      [['Enter', 'F2'], 'keys.edit'],
      [['Ctrl+Enter'], 'keys.open'],
      [['Ctrl+C', 'Ctrl+V'], 'keys.copy'],
      [['Shift+←', 'Shift+→'], 'keys.widen'],
      [['Ctrl+Shift+←', 'Ctrl+Shift+→'], 'keys.moveColumn'],
      [['Esc'], 'keys.leave'],
    ],
  },
  {
    title: 'record.panel',
    keys: [
      [['J', 'K'], 'keys.neighbours'],
      [['Ctrl+Enter'], 'keys.save'],
      [['@'], 'keys.mention'],
      [['Esc'], 'keys.close'],
    ],
  },
]

/** Every key there is: `?` opens it. */
export default function KeyMap(props: { onClose: () => void }) {
  return (
    <Dialog title={t('keys.title')} closeLabel={t('close')} onClose={props.onClose}>
      <For each={MAP}>
        {(group) => (
          <section class={css.group} aria-label={t(group.title)}>
            <h3 class={css.title}>{t(group.title)}</h3>
            <dl>
              <For each={group.keys}>
                {([keys, description]) => (
                  <div class={css.line}>
                    <dt>{t(description)}</dt>
                    <dd>
                      <For each={keys}>{(key) => <kbd>{key}</kbd>}</For>
                    </dd>
                  </div>
                )}
              </For>
            </dl>
          </section>
        )}
      </For>
    </Dialog>
  )
}
