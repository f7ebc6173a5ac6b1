import { useQuery } from '@tanstack/react-query'
import { listKeys, retireKey, rotateKeys } from '../../api/admin'
import { formatDate } from '../../i18n/format'
import { useLanguage } from '../../i18n/LanguageProvider'
import { AskFirst } from '../../ui/AskFirst'
import { Loading } from '../../ui/Loading'
import { Problem } from '../../ui/Problem'

/** The keys that sign tokens. */
export function KeysPanel() {
  const { language, words } = useLanguage()
  const { data, error, refetch } = useQuery({
    queryKey: ['keys'],
    queryFn: ({ signal }) => listKeys(signal),
  })
  const reload = () => void refetch()
  if (error) return <Problem error={error} retry={reload} />
  if (!data) return <Loading />
  return (
    <section className="panel-list">
      <ul className="rows">
        {data.map((key) => (
          <li key={key.keyId} className="row">
            <div className="row-words">
              <p>
                <code>{key.keyId}</code>{' '}
                <span className={key.state === 'current' ? 'badge badge-ready' : 'badge'}>
                  {words.admin.keyStates[key.state]}
                </span>
              </p>
              <p className="card-facts">
                <span>
                  {words.admin.signsFrom} {formatDate(key.signsFrom, language)}
                </span>
                {key.signsUntil && (
                  <span>
                    {words.admin.signsUntil} {formatDate(key.signsUntil, language)}
                  </span>
                )}
              </p>
            </div>
            <div className="row-actions">
              <AskFirst
                label={words.admin.retire}
                spokenLabel={words.admin.retireKey(key.keyId)}
                question={words.admin.retireQuestion}
                confirm={words.admin.retire}
                keep={words.training.keep}
                isDangerous
                act={async () => {
                  await retireKey(key.keyId)
                  reload()
                }}
              />
            </div>
          </li>
        ))}
      </ul>
      <div>
        <AskFirst
          label={words.admin.rotate}
          question={words.admin.rotateQuestion}
          confirm={words.admin.rotate}
          keep={words.training.keep}
          act={async () => {
            await rotateKeys()
            reload()
          }}
        />
      </div>
    </section>
  )
}
