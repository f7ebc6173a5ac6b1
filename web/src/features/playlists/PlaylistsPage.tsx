import { useQuery } from '@tanstack/react-query'
import { ListVideo, Plus } from 'lucide-react'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { createPlaylist, listPlaylists } from '../../api/playlists'
import { formatDate } from '../../i18n/format'
import { useLanguage } from '../../i18n/LanguageProvider'
import { EmptyState } from '../../ui/EmptyState'
import { Loading } from '../../ui/Loading'
import { Problem } from '../../ui/Problem'
import { useTitle } from '../../ui/useTitle'
import { LibraryTabs } from '../library'
import { PlaylistForm } from './PlaylistForm'

export function PlaylistsPage() {
  const { language, words } = useLanguage()
  const navigate = useNavigate()
  const [isMaking, setMaking] = useState(false)
  useTitle(words.discover.playlists)
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['playlists'],
    queryFn: ({ signal }) => listPlaylists(signal),
  })
  const make = (
    <button className="button button-primary" type="button" onClick={() => setMaking(true)}>
      <Plus className="icon" aria-hidden="true" />
      {words.discover.newPlaylist}
    </button>
  )
  return (
    <div className="page">
      <div className="page-head">
        <h1>{words.discover.playlists}</h1>
        {data && data.length > 0 && make}
      </div>
      <LibraryTabs />
      {error && <Problem error={error} retry={() => void refetch()} />}
      {isPending && <Loading />}
      {data?.length === 0 && (
        <EmptyState
          icon={ListVideo}
          title={words.discover.playlistsEmpty}
          text={words.discover.playlistsEmptyHint}
        >
          {make}
        </EmptyState>
      )}
      <ul className="rows">
        {data?.map((playlist) => (
          <li key={playlist.playlistId} className="row">
            <ListVideo className="icon" aria-hidden="true" />
            <div className="row-words">
              <Link className="row-title" to={`/playlists/${playlist.playlistId}`}>
                {playlist.title}
              </Link>
              <p className="card-facts">
                <span>{words.visibility[playlist.visibility]}</span>
                <time dateTime={playlist.modifiedDate}>{formatDate(playlist.modifiedDate, language)}</time>
              </p>
            </div>
          </li>
        ))}
      </ul>
      {isMaking && (
        <PlaylistForm
          title={words.discover.newPlaylist}
          initial={{ title: '', body: '', visibility: 'private' }}
          send={async (text) => {
            await navigate(`/playlists/${await createPlaylist(text)}`)
          }}
          close={() => setMaking(false)}
        />
      )}
    </div>
  )
}
