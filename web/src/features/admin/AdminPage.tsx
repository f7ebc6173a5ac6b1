import { NavLink, Outlet } from 'react-router'
import { useUser } from '../../api/useAuth'
import { useLanguage } from '../../i18n/LanguageProvider'
import { useTitle } from '../../ui/useTitle'

/** The frame of the screens of whoever runs the service. */
export function AdminPage() {
  const { words } = useLanguage()
  const user = useUser()
  useTitle(words.admin.title)
  if (!user?.isAdmin) {
    return (
      <div className="page page-narrow">
        <h1>{words.admin.title}</h1>
        <p className="page-text">{words.admin.forbidden}</p>
      </div>
    )
  }
  const places = [
    ['/admin', words.admin.reports],
    ['/admin/users', words.admin.users],
    ['/admin/trainings', words.admin.trainings],
    ['/admin/queue', words.admin.queue],
    ['/admin/incidents', words.admin.incidents],
    ['/admin/keys', words.admin.keys],
    ['/admin/models', words.admin.models],
  ] as const
  return (
    <div className="page">
      <h1>{words.admin.title}</h1>
      <nav className="tabs-list" aria-label={words.admin.title}>
        {places.map(([to, name]) => (
          <NavLink key={to} className="tab" to={to} end>
            {name}
          </NavLink>
        ))}
      </nav>
      <Outlet />
    </div>
  )
}
