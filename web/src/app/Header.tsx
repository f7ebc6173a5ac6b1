import { History, House, Languages, Library, Plus, Rss } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link, NavLink } from 'react-router'
import type { User } from '../api/auth_session'
import { useAuth, useUser } from '../api/useAuth'
import { useProfile } from '../api/useProfile'
import { useLanguage } from '../i18n/LanguageProvider'
import { Avatar } from '../ui/Avatar'
import { lazyPart, PartFallback } from '../ui/lazy_part'
import { PartBoundary } from '../ui/PartBoundary'
import { Logo } from './Logo'

const AccountMenu = lazyPart(() => import('./AccountMenu').then((all) => all.default))

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
  const { data: profile } = useProfile()
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
      <MenuButton className="button button-bare header-user" label={words.navigation.account(user.nickName)}>
        <Avatar name={user.nickName} picture={profile?.picture} />
        <span className="header-name" aria-hidden="true">
          {words.navigation.signedInAs(user.nickName)}
        </span>
      </MenuButton>
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
      <MenuButton
        className="button button-bare button-icon"
        label={`${words.app.language}, ${words.shell.theme}`}
      >
        <Languages className="icon" aria-hidden="true" />
      </MenuButton>
    </>
  )
}

interface MenuButtonProps {
  className: string
  label: string
  children: ReactNode
}

/** Stands there at once; the menu that it opens comes after what the page shows. */
function MenuButton({ children, className, label }: MenuButtonProps) {
  const waiting = (
    <button className={className} type="button" aria-label={label} disabled>
      {children}
    </button>
  )
  const trigger = (
    <button className={className} type="button" aria-label={label}>
      {children}
    </button>
  )
  const again = (retry: () => void) => (
    <button className={className} type="button" aria-label={label} onClick={retry}>
      {children}
    </button>
  )
  return (
    <PartBoundary instead={again}>
      <PartFallback shows={waiting}>
        <AccountMenu trigger={trigger} />
      </PartFallback>
    </PartBoundary>
  )
}
