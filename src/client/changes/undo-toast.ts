import { t } from '../../i18n/index.ts'
import { toast } from '../toasts.ts'
import { join } from './undo-stack.ts'

/** Shows a toast with Undo. Several changes that belong to one action are undone together, by the keys too. */
export function toastUndo(text: string, change: string | string[]): void {
  if (typeof change !== 'string') join(change)
  toast({
    kind: 'done',
    text,
    action: { label: t('undo'), onClick: () => void import('./undo.ts').then(({ undo }) => undo(change)) },
  })
}
