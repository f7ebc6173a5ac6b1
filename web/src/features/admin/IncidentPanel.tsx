import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { getIncident, resolveIncident } from '../../api/admin'
import { formatDate } from '../../i18n/format'
import { useLanguage } from '../../i18n/LanguageProvider'
import { Loading } from '../../ui/Loading'
import { Problem } from '../../ui/Problem'
import { ScrollFrame } from '../../ui/ScrollFrame'

/** One fault with its stack trace and the request in which it happened; secrets are masked by the server. */
export function IncidentPanel() {
  const { language, words } = useLanguage()
  const id = Number(useParams().id)
  const [error, setError] = useState<unknown>()
  const {
    data,
    error: readError,
    refetch,
  } = useQuery({
    queryKey: ['incident', id],
    queryFn: ({ signal }) => getIncident(id, signal),
  })
  const problem = error ?? readError
  if (!data) return problem ? <Problem error={problem} retry={() => void refetch()} /> : <Loading />
  const { request } = data
  const facts = [
    [words.admin.server, data.server],
    [words.admin.count, String(data.count)],
    [words.admin.first, formatDate(data.firstDate, language)],
    [words.admin.last, formatDate(data.lastDate, language)],
    [words.admin.place, data.place],
  ].filter(([, value]) => value)
  const asked = [
    `${request.method} ${request.url}`.trim(),
    request.parameters,
    request.headers,
    request.body,
    request.userAgent,
  ].filter(Boolean)
  return (
    <section className="panel-list">
      <p>
        <Link to="/admin/incidents">{words.admin.incidents}</Link>
      </p>
      <h2>
        {data.type}: {data.message}
      </h2>
      {problem !== null && <Problem error={problem} />}
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {data.stackTrace && <Code label={words.admin.stack} text={data.stackTrace} />}
      {asked.length > 0 && <Code label={words.admin.request} text={asked.join('\n')} />}
      {data.resolvedDate ? (
        <p className="badge badge-ready">{words.admin.resolved}</p>
      ) : (
        <button
          className="button button-primary"
          type="button"
          onClick={() => void resolveIncident(id).then(() => refetch(), setError)}
        >
          {words.admin.resolve}
        </button>
      )}
    </section>
  )
}

function Code({ label, text }: { label: string; text: string }) {
  return (
    <div>
      <h3>{label}</h3>
      <ScrollFrame className="code" label={label}>
        <pre>{text}</pre>
      </ScrollFrame>
    </div>
  )
}
