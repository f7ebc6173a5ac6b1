import { Link, NavLink, useNavigate } from 'react-router'
import { auth } from '../api/auth_session'
import { useAuth } from '../api/useAuth'
import { useLanguage } from '../i18n/LanguageProvider'
import { LanguageSwitch } from './LanguageSwitch'
import { Logo } from './Logo'

export function Header() {
  const { words } = useLanguage()
  const state = useAuth()
  const navigate = useNavigate()

  const signOut = async () => {
    await auth.signOut()
    await navigate('/')
  }

  return (
    <header className="header">
      <Link className="brand" to="/">
        <Logo />
        <span>{words.app.name}</span>
      </Link>
      <nav className="navigation" aria-label={words.app.mainNavigation}>
        <NavLink to="/" end>
          {words.navigation.trainings}
        </NavLink>
        {state.status === 'signedIn' && (
          <>
            <NavLink to="/mine">{words.navigation.mine}</NavLink>
            <NavLink to="/trainings/new">{words.navigation.create}</NavLink>
          </>
        )}
      </nav>
      <div className="header-end">
        {state.status === 'signedIn' && (
          <>
            <NavLink
              className="header-user"
              to="/account"
              aria-label={words.navigation.account(state.user.nickName)}
            >
              {words.navigation.signedInAs(state.user.nickName)}
            </NavLink>
            <button className="button button-quiet" type="button" onClick={() => void signOut()}>
              {words.navigation.signOut}
            </button>
          </>
        )}
        {state.status === 'signedOut' && (
          <>
            <Link className="button button-quiet" to="/sign-in">
              {words.navigation.signIn}
            </Link>
            <Link className="button button-primary" to="/sign-up">
              {words.navigation.signUp}
            </Link>
          </>
        )}
        <LanguageSwitch />
      </div>
    </header>
  )
}
