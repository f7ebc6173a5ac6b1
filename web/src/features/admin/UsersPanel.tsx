import { useQuery } from '@tanstack/react-query'
import { SearchX } from 'lucide-react'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { listUsers, setLocked, type User } from '../../api/admin'
import { formatDate } from '../../i18n/format'
import { useLanguage } from '../../i18n/LanguageProvider'
import { AskFirst } from '../../ui/AskFirst'
import { EmptyState } from '../../ui/EmptyState'
import { Loading } from '../../ui/Loading'
import { pageNumber } from '../../ui/page_number'
import { PageLinks } from '../../ui/PageLinks'
import { Problem } from '../../ui/Problem'
import { ScrollFrame } from '../../ui/ScrollFrame'

export function UsersPanel() {
  const { language, words } = useLanguage()
  const [parameters, setParameters] = useSearchParams()
  const search = parameters.get('search') ?? ''
  const page = pageNumber(parameters)
  const [text, setText] = useState(search)
  const { data, error, refetch } = useQuery({
    queryKey: ['users', search, page],
    queryFn: ({ signal }) => listUsers(search, page, signal),
  })
  const reload = () => void refetch()
  return (
    <section className="panel-list">
      <form
        className="list-search"
        role="search"
        onSubmit={(event) => {
          event.preventDefault()
          setParameters(text.trim() ? { search: text.trim() } : {})
        }}
      >
        <input
          type="search"
          aria-label={words.admin.search}
          placeholder={words.admin.search}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <button className="button button-bare" type="submit">
          {words.trainings.searchButton}
        </button>
      </form>
      {error && <Problem error={error} retry={reload} />}
      {!data && !error && <Loading />}
      {data?.rows.length === 0 && <EmptyState icon={SearchX} title={words.admin.none} />}
      {data && data.rows.length > 0 && (
        <ScrollFrame className="table-frame" label={words.admin.users}>
          <table>
            <thead>
              <tr>
                <th scope="col">{words.admin.user}</th>
                <th scope="col">{words.admin.email}</th>
                <th scope="col">{words.admin.role}</th>
                <th scope="col">{words.admin.state}</th>
                <th scope="col">{words.admin.joined}</th>
                <th scope="col">
                  <span className="visually-hidden">{words.shell.more}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {data.rows.map((user) => (
                <tr key={user.userId}>
                  <td>
                    <strong>{user.nickName}</strong> <span className="field-hint">{user.id}</span>
                  </td>
                  <td>{user.email}</td>
                  <td>{words.admin.roles[user.role]}</td>
                  <td>
                    <span className={user.state === 'LOCKED' ? 'badge badge-failed' : 'badge badge-ready'}>
                      {words.admin.states[user.state]}
                    </span>
                  </td>
                  <td>{formatDate(user.createdDate, language)}</td>
                  <td>
                    <Lock user={user} reload={reload} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollFrame>
      )}
      {data && <PageLinks page={page} totalPages={data.totalPages} />}
    </section>
  )
}

function Lock({ user, reload }: { user: User; reload: () => void }) {
  const { words } = useLanguage()
  const { userId, nickName } = user
  const [error, setError] = useState<unknown>()
  if (user._links.unlock) {
    return (
      <>
        <button
          className="button button-quiet"
          type="button"
          aria-label={words.admin.unlockUser(nickName)}
          onClick={() => void setLocked(userId, false).then(reload, setError)}
        >
          {words.admin.unlock}
        </button>
        {error !== undefined && <Problem error={error} />}
      </>
    )
  }
  if (!user._links.lock) return null
  return (
    <AskFirst
      label={words.admin.lock}
      spokenLabel={words.admin.lockUser(nickName)}
      question={words.admin.lockQuestion(nickName)}
      confirm={words.admin.lock}
      keep={words.training.keep}
      isDangerous
      act={async () => {
        await setLocked(userId, true)
        reload()
      }}
    />
  )
}
