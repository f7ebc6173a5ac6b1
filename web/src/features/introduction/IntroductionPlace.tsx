import { useEffect, useSyncExternalStore } from 'react'
import { useLocation } from 'react-router'
import { useAuth } from '../../api/useAuth'
import { lazyDecoration } from '../../ui/lazy_part'
import { introduction, isFirstVisit, openIntroduction } from './opening'

const Introduction = lazyDecoration(() => import('./Introduction').then((all) => all.default))

/** Where the introduction appears: by itself for who opens the front page for the first time, else when it is asked for. */
export function IntroductionPlace() {
  const { pathname, search } = useLocation()
  const { status } = useAuth()
  const isOpen = useSyncExternalStore(introduction.subscribe, introduction.isOpen)
  const isNewcomer = status === 'signedOut' && pathname === '/' && search === ''
  useEffect(() => {
    if (isNewcomer && isFirstVisit()) openIntroduction()
  }, [isNewcomer])
  if (!isOpen) return null
  return <Introduction />
}
