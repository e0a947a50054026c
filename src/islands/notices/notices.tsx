import { t } from '../../i18n/index.ts'
import { Toaster } from '../../parts/toaster.tsx'

/** What is said on every screen; it outlives the change of pages, so an Undo stays within reach. */
export function Notices() {
  return <Toaster label={t('notices')} closeLabel={t('close')} />
}
