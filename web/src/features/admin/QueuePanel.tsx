import { useQuery } from '@tanstack/react-query'
import { getQueue } from '../../api/networks'
import { useLanguage } from '../../i18n/LanguageProvider'
import { Loading } from '../../ui/Loading'
import { Problem } from '../../ui/Problem'
import { ScrollFrame } from '../../ui/ScrollFrame'

const refreshMilliseconds = 5000

/** How many videos wait for each kind of work, and how many are worked on. */
export function QueuePanel() {
  const { words } = useLanguage()
  const { data, error, refetch } = useQuery({
    queryKey: ['queue'],
    queryFn: ({ signal }) => getQueue(signal),
    refetchInterval: refreshMilliseconds,
  })
  if (error) return <Problem error={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  return (
    <section className="panel-list">
      <p className="page-text">{words.admin.queueText}</p>
      <ScrollFrame className="table-frame" label={words.admin.queue}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.admin.job}</th>
              <th scope="col">{words.admin.waiting}</th>
              <th scope="col">{words.admin.running}</th>
              <th scope="col">{words.admin.suspects}</th>
            </tr>
          </thead>
          <tbody>
            {data.map(({ kind, waiting, running, suspects }) => (
              <tr key={kind}>
                <th scope="row">{words.admin.jobKinds[kind]}</th>
                <td>{waiting}</td>
                <td>{running}</td>
                <td>{suspects}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollFrame>
      <p className="field-hint">{words.admin.suspectsHint}</p>
    </section>
  )
}
