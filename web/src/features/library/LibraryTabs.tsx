import { NavLink } from 'react-router'
import { useLanguage } from '../../i18n/LanguageProvider'

/** The ways to what a member has made, liked and collected. */
export function LibraryTabs() {
  const { words } = useLanguage()
  return (
    <nav className="tabs-list" aria-label={words.shell.library}>
      <NavLink className="tab" to="/mine">
        {words.trainings.mineTitle}
      </NavLink>
      <NavLink className="tab" to="/likes">
        {words.discover.likesTitle}
      </NavLink>
      <NavLink className="tab" to="/playlists">
        {words.discover.playlists}
      </NavLink>
    </nav>
  )
}
