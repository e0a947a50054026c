import { t } from '../../i18n/index.ts'
import { toast } from '../toasts.ts'

/** Shows a toast with Undo. Several changes that belong to one action are undone together, the last one first. */
export function toastUndo(text: string, change: string | string[]): void {
  toast({
    kind: 'done',
    text,
    action: { label: t('undo'), onClick: () => void import('./undo.ts').then(({ undo }) => undo(change)) },
  })
}
