import { useQueryClient } from '@tanstack/react-query'
import { Pencil, Wrench } from 'lucide-react'
import { useCallback, useState, type RefObject } from 'react'
import type { Training } from '../../api/trainings'
import { useLanguage } from '../../i18n/LanguageProvider'
import { Preparation, PublishedVideo } from '../upload'
import { ChoosePicture, suggestionsKey } from './ChoosePicture'
import { ChooseVisibility } from './ChooseVisibility'
import { EditTraining } from './EditTraining'
import { RemoveTraining } from './RemoveTraining'
import { TakeThumbnail } from './TakeThumbnail'

interface OwnerToolsProps {
  id: number
  training: Training
  isReady: boolean
  video: RefObject<HTMLVideoElement | null>
  reload: () => void
}

/** What the owner alone sees and can do, apart from what visitors have. */
export default function OwnerTools({ id, training, isReady, video, reload }: OwnerToolsProps) {
  const { words } = useLanguage()
  const [isEditing, setEditing] = useState(false)
  const queries = useQueryClient()
  const published = useCallback(() => {
    void queries.invalidateQueries({ queryKey: suggestionsKey(id) })
    reload()
  }, [queries, id, reload])
  return (
    <section className="sheet owner-tools" aria-labelledby="owner-tools">
      <div className="section-head">
        <h2 id="owner-tools">
          <Wrench className="icon" aria-hidden="true" /> {words.discover.ownerTools}
        </h2>
        <p className="field-hint">{words.discover.ownerToolsText}</p>
      </div>
      {isReady ? (
        <PublishedVideo trainingId={id} videoUrl={training.videoUrl} whenReady={published} />
      ) : (
        <Preparation trainingId={id} whenReady={published} />
      )}
      {isReady && <ChoosePicture trainingId={id} changed={reload} />}
      <div className="page-actions owner-actions">
        <ChooseVisibility id={id} training={training} changed={reload} />
        <button className="button button-quiet" type="button" onClick={() => setEditing(true)}>
          <Pencil className="icon" aria-hidden="true" />
          {words.discover.edit}
        </button>
        {isReady && <TakeThumbnail trainingId={id} video={video} />}
        <RemoveTraining id={id} />
      </div>
      {isEditing && (
        <EditTraining id={id} training={training} close={() => setEditing(false)} changed={reload} />
      )}
    </section>
  )
}
