import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { createPlaylist, getPlaylist, listPlaylists, updatePlaylist } from '../../api/playlists'
import { useLanguage } from '../../i18n/LanguageProvider'
import { Dialog } from '../../ui/Dialog'
import { Loading } from '../../ui/Loading'
import { Problem } from '../../ui/Problem'
import { PlaylistForm } from './PlaylistForm'

interface AddToPlaylistProps {
  trainingId: number
  close: () => void
}

/** Puts a training into the person's playlists, and takes it out again. */
export function AddToPlaylist({ trainingId, close }: AddToPlaylistProps) {
  const { words } = useLanguage()
  const [isMaking, setMaking] = useState(false)
  const [said, setSaid] = useState('')
  const [error, setError] = useState<unknown>()
  const { data, error: listError } = useQuery({
    queryKey: ['playlists'],
    queryFn: ({ signal }) => listPlaylists(signal),
  })

  const toggle = async (id: number) => {
    setError(undefined)
    const { title, body, visibility, trainings } = await getPlaylist(id)
    const ids = trainings.map((each) => each.trainingId)
    const isIn = ids.includes(trainingId)
    const next = isIn ? ids.filter((each) => each !== trainingId) : [...ids, trainingId]
    await updatePlaylist(id, { title, body, visibility }, next)
    setSaid(isIn ? words.discover.removedFrom(title) : words.discover.addedTo(title))
  }

  if (isMaking) {
    return (
      <PlaylistForm
        title={words.discover.newPlaylist}
        initial={{ title: '', body: '', visibility: 'private' }}
        send={async (text) => {
          const id = await createPlaylist(text)
          await updatePlaylist(id, text, [trainingId])
        }}
        close={close}
      />
    )
  }
  const problem = error ?? listError
  return (
    <Dialog title={words.discover.addToPlaylist} close={close}>
      {problem !== null && <Problem error={problem} />}
      {!data && !listError && <Loading />}
      <ul className="menu-list">
        {data?.map(({ playlistId, title }) => (
          <li key={playlistId}>
            <button
              className="menu-item"
              type="button"
              onClick={() => void toggle(playlistId).catch(setError)}
            >
              {title}
            </button>
          </li>
        ))}
        <li>
          <button className="menu-item" type="button" onClick={() => setMaking(true)}>
            <Plus className="icon" aria-hidden="true" />
            {words.discover.newPlaylist}
          </button>
        </li>
      </ul>
      <p role="status">{said}</p>
      <div className="question-answers">
        <button className="button button-quiet" type="button" onClick={close}>
          {words.app.close}
        </button>
      </div>
    </Dialog>
  )
}
