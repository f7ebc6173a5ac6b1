import { LogOut, Settings, ShieldCheck } from 'lucide-react'
import type { ReactNode } from 'react'
import { useNavigate } from 'react-router'
import { auth } from '../api/auth_session'
import { useUser } from '../api/useAuth'
import { useLanguage } from '../i18n/LanguageProvider'
import { Menu, MenuAction, MenuLine, MenuLink } from '../ui/Menu'
import { DisplayChoices } from './DisplayChoices'

/** What concerns the person, if they are signed in, and how the page is shown. */
export default function AccountMenu({ trigger }: { trigger: ReactNode }) {
  const { words } = useLanguage()
  const user = useUser()
  const navigate = useNavigate()
  const signOut = async () => {
    await auth.signOut()
    await navigate('/')
  }
  if (!user) {
    return (
      <Menu trigger={trigger}>
        <DisplayChoices />
      </Menu>
    )
  }
  return (
    <Menu trigger={trigger}>
      <MenuLink to="/account" icon={<Settings className="icon" aria-hidden="true" />}>
        {words.shell.profile}
      </MenuLink>
      {user.isAdmin && (
        <MenuLink to="/admin" icon={<ShieldCheck className="icon" aria-hidden="true" />}>
          {words.shell.admin}
        </MenuLink>
      )}
      <MenuLine />
      <DisplayChoices />
      <MenuLine />
      <MenuAction icon={<LogOut className="icon" aria-hidden="true" />} act={() => void signOut()}>
        {words.navigation.signOut}
      </MenuAction>
    </Menu>
  )
}
