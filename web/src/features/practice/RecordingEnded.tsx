import { Camera } from 'lucide-react'
import { useLanguage } from '../../i18n/LanguageProvider'

/** Stands where one's own result would be kept. */
export function RecordingEnded({ useCamera }: { useCamera: () => void }) {
  const { words } = useLanguage()
  return (
    <section className="kept">
      <p className="kept-note">{words.firstSteps.recording.notKept}</p>
      <button className="button button-primary recording-camera" type="button" onClick={useCamera}>
        <Camera className="icon" aria-hidden="true" />
        {words.practice.open}
      </button>
    </section>
  )
}
