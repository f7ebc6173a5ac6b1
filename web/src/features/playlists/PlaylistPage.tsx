import { useQuery } from '@tanstack/react-query'
import { ArrowDown, ArrowUp, CircleCheck, ListVideo, Pencil, Play, X } from 'lucide-react'
import { useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import { ApiError } from '../../api/errors'
import { listSessions } from '../../api/own_sessions'
import { deletePlaylist, getPlaylist, updatePlaylist, type Playlist } from '../../api/playlists'
import type { TrainingRow } from '../../api/trainings'
import { useAuth, useUser } from '../../api/useAuth'
import { useLanguage } from '../../i18n/LanguageProvider'
import { AskFirst } from '../../ui/AskFirst'
import { EmptyState } from '../../ui/EmptyState'
import { Loading } from '../../ui/Loading'
import { NotFoundPage } from '../../ui/NotFoundPage'
import { Problem } from '../../ui/Problem'
import { ProgressBar } from '../../ui/ProgressBar'
import { useTitle } from '../../ui/useTitle'
import { Thumbnail } from '../cards'
import { PlaylistForm } from './PlaylistForm'

/** Which trainings the person has done; nothing for visitors. */
function useDone(): Set<number> | undefined {
  const user = useUser()
  const { data } = useQuery({
    queryKey: ['done', user?.id],
    queryFn: ({ signal }) => listSessions({ page: 0, size: 100 }, signal),
    enabled: user !== undefined,
  })
  return data && new Set(data.rows.map(({ trainingId }) => trainingId))
}

export function PlaylistPage() {
  const { words } = useLanguage()
  const id = Number(useParams().id)
  const { status } = useAuth()
  const { data, error, refetch } = useQuery({
    queryKey: ['playlist', id],
    queryFn: ({ signal }) => getPlaylist(id, signal),
    enabled: status !== 'unknown' && Number.isSafeInteger(id) && id > 0,
  })
  const done = useDone()
  useTitle(data?.title)
  if (!Number.isSafeInteger(id) || id <= 0) return <NotFoundPage />
  if (error instanceof ApiError && error.status === 404) return <NotFoundPage />
  if (error) {
    return (
      <div className="page page-narrow">
        <Problem error={error} retry={() => void refetch()} />
      </div>
    )
  }
  if (!data) return <Loading />
  const { trainings } = data
  const doneCount = trainings.filter((each) => done?.has(each.trainingId)).length
  const next = trainings.find((each) => !done?.has(each.trainingId)) ?? trainings[0]
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1>{data.title}</h1>
          <p className="page-text">{words.discover.playlistBy(data.owner)}</p>
        </div>
        {next && (
          <Link className="button button-primary" to={`/trainings/${next.trainingId}`}>
            <Play className="icon" aria-hidden="true" />
            {doneCount > 0 ? next.title : words.discover.startPlaylist}
          </Link>
        )}
      </div>
      {data.body && <p className="training-text">{data.body}</p>}
      {done && trainings.length > 0 && (
        <div className="playlist-progress">
          <p>{words.discover.doneOf(doneCount, trainings.length)}</p>
          <ProgressBar
            label={words.discover.doneOf(doneCount, trainings.length)}
            percent={(100 * doneCount) / trainings.length}
          />
        </div>
      )}
      {data.mine ? (
        <OwnRows playlist={data} done={done} reload={() => void refetch()} />
      ) : (
        <ol className="rows">
          {trainings.map((row) => (
            <Row key={row.trainingId} row={row} isDone={done?.has(row.trainingId) ?? false} />
          ))}
        </ol>
      )}
      {trainings.length === 0 && (
        <EmptyState icon={ListVideo} title={words.discover.playlistEmpty}>
          <Link className="button button-primary" to="/">
            {words.discover.heroBrowse}
          </Link>
        </EmptyState>
      )}
    </div>
  )
}

interface OwnRowsProps {
  playlist: Playlist
  done: Set<number> | undefined
  reload: () => void
}

/** With the ways to change the order, to take out, to rename and to remove. */
function OwnRows({ playlist, done, reload }: OwnRowsProps) {
  const { words } = useLanguage()
  const navigate = useNavigate()
  const [isEditing, setEditing] = useState(false)
  const [error, setError] = useState<unknown>()
  const { playlistId, title, body, visibility, trainings } = playlist
  const text = { title, body, visibility }
  const ids = trainings.map(({ trainingId }) => trainingId)
  const change = (next: number[]) => {
    setError(undefined)
    void updatePlaylist(playlistId, text, next).then(reload, setError)
  }
  const move = (from: number, to: number) => {
    const next = [...ids]
    next.splice(to, 0, ...next.splice(from, 1))
    change(next)
  }
  return (
    <>
      {error !== undefined && <Problem error={error} />}
      <ol className="rows">
        {trainings.map((row, place) => (
          <Row key={row.trainingId} row={row} isDone={done?.has(row.trainingId) ?? false}>
            <button
              className="button button-bare button-icon"
              type="button"
              aria-label={words.discover.moveUp(row.title)}
              disabled={place === 0}
              onClick={() => move(place, place - 1)}
            >
              <ArrowUp className="icon" aria-hidden="true" />
            </button>
            <button
              className="button button-bare button-icon"
              type="button"
              aria-label={words.discover.moveDown(row.title)}
              disabled={place === trainings.length - 1}
              onClick={() => move(place, place + 1)}
            >
              <ArrowDown className="icon" aria-hidden="true" />
            </button>
            <button
              className="button button-bare button-icon"
              type="button"
              aria-label={words.discover.takeOut(row.title)}
              onClick={() => change(ids.filter((id) => id !== row.trainingId))}
            >
              <X className="icon" aria-hidden="true" />
            </button>
          </Row>
        ))}
      </ol>
      <div className="page-actions">
        <button className="button button-quiet" type="button" onClick={() => setEditing(true)}>
          <Pencil className="icon" aria-hidden="true" />
          {words.discover.editPlaylist}
        </button>
        <AskFirst
          label={words.discover.removePlaylist}
          question={words.discover.removePlaylistQuestion}
          confirm={words.training.removeConfirm}
          keep={words.training.keep}
          isDangerous
          act={async () => {
            await deletePlaylist(playlistId)
            await navigate('/playlists', { replace: true })
          }}
        />
      </div>
      {isEditing && (
        <PlaylistForm
          title={words.discover.editPlaylist}
          initial={text}
          send={async (next) => {
            await updatePlaylist(playlistId, next, ids)
            reload()
          }}
          close={() => setEditing(false)}
        />
      )}
    </>
  )
}

interface RowProps {
  row: TrainingRow
  isDone: boolean
  children?: React.ReactNode
}

function Row({ row, isDone, children }: RowProps) {
  const { words } = useLanguage()
  return (
    <li className="row">
      <div className="row-picture">
        <Thumbnail id={row.trainingId} picture={row.picture} />
      </div>
      <div className="row-words">
        <Link className="row-title" to={`/trainings/${row.trainingId}`}>
          {row.title}
        </Link>
        <p className="card-facts">
          <span>{row.trainer}</span>
          {isDone && (
            <span className="row-done">
              <CircleCheck className="icon" aria-hidden="true" />
              {words.discover.trained}
            </span>
          )}
        </p>
      </div>
      {children && <div className="row-actions">{children}</div>}
    </li>
  )
}
