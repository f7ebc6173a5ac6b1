import { useQuery } from '@tanstack/react-query'
import { Inbox } from 'lucide-react'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { listReports, resolveReport, setHidden, type Report } from '../../api/admin'
import { deleteComment } from '../../api/comments'
import { formatDate } from '../../i18n/format'
import { useLanguage } from '../../i18n/LanguageProvider'
import { AskFirst } from '../../ui/AskFirst'
import { EmptyState } from '../../ui/EmptyState'
import { Loading } from '../../ui/Loading'
import { PageLinks } from '../../ui/PageLinks'
import { Problem } from '../../ui/Problem'
import { OnlyOpen, useListPlace } from './OnlyOpen'

/** What users reported, with what can be done about it. */
export function ReportsPanel() {
  const { words } = useLanguage()
  const [parameters] = useSearchParams()
  const { page, isOnlyOpen } = useListPlace(parameters)
  const { data, error, refetch } = useQuery({
    queryKey: ['reports', isOnlyOpen, page],
    queryFn: ({ signal }) => listReports(isOnlyOpen, page, signal),
  })
  const reload = () => void refetch()
  return (
    <section className="panel-list">
      <OnlyOpen />
      {error && <Problem error={error} retry={reload} />}
      {!data && !error && <Loading />}
      {data?.rows.length === 0 && (
        <EmptyState icon={Inbox} title={words.admin.none} text={words.admin.noneHint} />
      )}
      <ul className="rows">
        {data?.rows.map((report) => (
          <ReportRow key={report.reportId} report={report} reload={reload} />
        ))}
      </ul>
      {data && <PageLinks page={page} totalPages={data.totalPages} />}
    </section>
  )
}

function ReportRow({ report, reload }: { report: Report; reload: () => void }) {
  const { language, words } = useLanguage()
  const [said, setSaid] = useState('')
  const [error, setError] = useState<unknown>()
  const { reportId, trainingId, commentId, comment, reason, text, reporter, createdDate, resolvedDate } =
    report
  const act = (work: Promise<void>, words = '') => {
    setError(undefined)
    work.then(() => {
      setSaid(words)
      reload()
    }, setError)
  }
  return (
    <li className="row row-tall">
      <div className="row-words">
        <p>
          <strong>{words.community.reasons[reason]}</strong>{' '}
          <span className={resolvedDate ? 'badge' : 'badge badge-failed'}>
            {resolvedDate ? words.admin.resolved : words.admin.open}
          </span>
        </p>
        {comment !== null && (
          <blockquote>
            {words.admin.ofComment}: {comment}
          </blockquote>
        )}
        {text && <p>{text}</p>}
        <p className="card-facts">
          <Link to={`/trainings/${trainingId}`}>{words.admin.ofTraining(trainingId)}</Link>
          <span>{words.admin.reportedBy(reporter)}</span>
          <time dateTime={createdDate}>{formatDate(createdDate, language)}</time>
        </p>
        <p role="status">{said}</p>
        {error !== undefined && <Problem error={error} />}
      </div>
      <div className="row-actions row-actions-wrap">
        {!resolvedDate && (
          <button
            className="button button-quiet button-small"
            type="button"
            onClick={() => act(resolveReport(reportId))}
          >
            {words.admin.resolve}
          </button>
        )}
        {commentId !== null && comment !== null && (
          <AskFirst
            label={words.comments.remove}
            question={words.community.removeQuestion}
            confirm={words.training.removeConfirm}
            keep={words.training.keep}
            isDangerous
            act={async () => {
              await deleteComment(commentId)
              reload()
            }}
          />
        )}
        <AskFirst
          label={words.admin.hide}
          question={words.admin.hideQuestion}
          confirm={words.admin.hide}
          keep={words.training.keep}
          isDangerous
          act={async () => {
            await setHidden(trainingId, true)
            setSaid(words.admin.hidden)
          }}
        />
        <button
          className="button button-quiet"
          type="button"
          onClick={() => act(setHidden(trainingId, false), words.admin.shown)}
        >
          {words.admin.show}
        </button>
      </div>
    </li>
  )
}
