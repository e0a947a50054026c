import Eye from 'lucide-solid/icons/eye'
import { startViewAs, viewAs } from '../../client/view-as.ts'
import { t } from '../../i18n/index.ts'
import { Button } from '../../widgets/button.tsx'
import css from './view-as-bar.module.css'

/** The bar that says which role the screen is viewed as, with a button to end it. */
export default function ViewAsBar() {
  return (
    <div class={css.bar} role="status">
      <Eye size={16} />
      <span>{t('roles.viewing', { name: viewAs()?.name ?? '' })}</span>
      <Button size="small" onClick={() => startViewAs(null)}>
        {t('roles.stopViewing')}
      </Button>
    </div>
  )
}
