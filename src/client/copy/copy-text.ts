import { t } from '../../i18n/index.ts'
import { toast } from '../toasts.ts'
import { writeClipboard } from './clipboard.ts'

/** Copies a text and says that it did, or that the browser refused. */
export async function copyText(text: string, copied = t('copied')): Promise<void> {
  if (await writeClipboard(text)) toast({ kind: 'done', text: copied })
  else toast({ kind: 'problem', text: t('copyRefused') })
}
