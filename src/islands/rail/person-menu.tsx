import Ellipsis from 'lucide-solid/icons/ellipsis'
import LogOut from 'lucide-solid/icons/log-out'
import SettingsIcon from 'lucide-solid/icons/settings'
import { signOut } from '../../client/auth/sign-out.ts'
import { navigateTo } from '../../client/route.ts'
import { t } from '../../i18n/index.ts'
import { MenuButton } from '../../parts/menu-button.tsx'

export default function PersonMenu() {
  return (
    <MenuButton
      label={t('rail.person')}
      size="small"
      trigger={<Ellipsis size={16} />}
      items={[
        { label: t('rail.settings'), icon: <SettingsIcon size={16} />, onSelect: () => void navigateTo('/settings/') },
        'separator',
        { label: t('rail.signOut'), icon: <LogOut size={16} />, onSelect: () => void signOut() },
      ]}
    />
  )
}
