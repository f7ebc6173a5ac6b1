import { History, House, Languages, Library, LogOut, Plus, Rss, Settings, ShieldCheck } from 'lucide-react'
import { Link, NavLink, useNavigate } from 'react-router'
import { auth, type User } from '../api/auth_session'
import { useAuth, useUser } from '../api/useAuth'
import { useLanguage } from '../i18n/LanguageProvider'
import { Avatar } from '../ui/Avatar'
import { Menu, MenuAction, MenuLine, MenuLink } from '../ui/Menu'
import { DisplayChoices } from './DisplayChoices'
import { Logo } from './Logo'

export function Header() {
  const { words } = useLanguage()
  const state = useAuth()
  const user = useUser()
  return (
    <header className="header">
      <Link className="brand" to="/">
        <Logo />
        <span className="brand-name">{words.app.name}</span>
      </Link>
      {user ? <Navigation /> : <span className="header-space" />}
      <div className="header-end">
        {user && <SignedIn user={user} />}
        {state.status === 'signedOut' && <SignedOut />}
      </div>
    </header>
  )
}

function Navigation() {
  const { words } = useLanguage()
  const places = [
    { to: '/', icon: House, name: words.navigation.trainings },
    { to: '/following', icon: Rss, name: words.shell.following },
    { to: '/history', icon: History, name: words.shell.history },
    { to: '/mine', icon: Library, name: words.shell.library },
  ]
  return (
    <nav className="navigation" aria-label={words.app.mainNavigation}>
      {places.map(({ to, icon: Icon, name }) => (
        <NavLink key={to} to={to} end>
          <Icon className="icon" aria-hidden="true" />
          <span>{name}</span>
        </NavLink>
      ))}
    </nav>
  )
}

function SignedIn({ user }: { user: User }) {
  const { words } = useLanguage()
  const navigate = useNavigate()
  const signOut = async () => {
    await auth.signOut()
    await navigate('/')
  }
  return (
    <>
      <Link
        className="button button-primary header-create"
        to="/trainings/new"
        aria-label={words.navigation.create}
      >
        <Plus className="icon" aria-hidden="true" />
        <span aria-hidden="true">{words.navigation.create}</span>
      </Link>
      <Menu
        trigger={
          <button
            className="button button-bare header-user"
            type="button"
            aria-label={words.navigation.account(user.nickName)}
          >
            <Avatar userId={user.id} name={user.nickName} />
            <span className="header-name" aria-hidden="true">
              {words.navigation.signedInAs(user.nickName)}
            </span>
          </button>
        }
      >
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
    </>
  )
}

function SignedOut() {
  const { words } = useLanguage()
  return (
    <>
      <Link className="button button-bare" to="/sign-in">
        {words.navigation.signIn}
      </Link>
      <Link className="button button-primary" to="/sign-up">
        {words.navigation.signUp}
      </Link>
      <Menu
        trigger={
          <button
            className="button button-bare button-icon"
            type="button"
            aria-label={`${words.app.language}, ${words.shell.theme}`}
          >
            <Languages className="icon" aria-hidden="true" />
          </button>
        }
      >
        <DisplayChoices />
      </Menu>
    </>
  )
}
