import { useEffect, useLayoutEffect, useRef } from 'react'
import { Outlet, useLocation } from 'react-router'
import { useAuth } from '../api/useAuth'
import { useLanguage } from '../i18n/LanguageProvider'
import { IntroductionPlace, openIntroduction } from '../features/introduction'
import { changeFont } from '../ui/fonts'
import { lazyPart, PartFallback } from '../ui/lazy_part'
import { Loading } from '../ui/Loading'
import { PartBoundary } from '../ui/PartBoundary'
import { Header } from './Header'
import { useOnline } from './useOnline'

const SignInAgain = lazyPart(() => import('../features/account').then((all) => all.SignInAgain))

export function Layout() {
  const { words } = useLanguage()
  const { status } = useAuth()
  const { pathname } = useLocation()
  const main = useRef<HTMLElement>(null)
  const isOnline = useOnline()
  const lastPathname = useRef(pathname)

  useLayoutEffect(changeFont, [pathname])

  // A new page begins at its top, for the eyes and for the keyboard and screen reader, unless what was opened while it
  // came has the focus and would close without it.
  useEffect(() => {
    if (lastPathname.current === pathname) return
    lastPathname.current = pathname
    scrollTo(0, 0)
    if (!document.activeElement?.closest('[data-state=open]')) main.current?.focus({ preventScroll: true })
  }, [pathname])

  return (
    <>
      <a className="skip-link" href="#content" onClick={() => main.current?.focus()}>
        {words.app.skipToContent}
      </a>
      <Header />
      <div aria-live="polite">{!isOnline && <p className="offline-bar">{words.app.offline}</p>}</div>
      <main id="content" ref={main} tabIndex={-1}>
        <PartBoundary place={pathname}>
          <PartFallback shows={<Loading />}>
            <Outlet />
          </PartFallback>
        </PartBoundary>
      </main>
      <footer className="footer">
        <p>{words.app.privacy}</p>
        <p>
          <a href="/api/docs">API</a>
        </p>
        <p>
          <button className="link-button" type="button" onClick={openIntroduction}>
            {words.firstSteps.introduction.open}
          </button>
        </p>
        <p>
          <a href="/licences.txt">{words.shell.licences}</a>
        </p>
      </footer>
      <IntroductionPlace />
      {status === 'expired' && (
        <PartBoundary>
          <PartFallback shows={null}>
            <SignInAgain />
          </PartFallback>
        </PartBoundary>
      )}
    </>
  )
}
