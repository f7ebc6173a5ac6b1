import { Pause } from 'lucide-react'
import { useLanguage } from '../../i18n/LanguageProvider'
import { PairingPanel } from '../phone_camera'
import { DelayCover } from './delay/DelayCover'
import { DelayOffer } from './delay/DelayOffer'
import { FilesProgress } from './FilesProgress'
import { LimbBoard } from './LimbBoard'
import type { PictureSource } from './picture_source'
import type { PracticeView, PreparingStep } from './practice_view'

interface StageCoverProps {
  view: PracticeView
  /** Another picture than the one that is being prepared. */
  choose: (source: PictureSource) => void
}

interface DelayWays {
  delay: { measure: () => void; stop: () => void }
}

/** What lies over the mirror: what is being prepared, the countdown, why it is paused, the beat to clap to. */
export function StageCover({ view, choose, delay }: StageCoverProps & DelayWays) {
  if (view.measuring)
    return <DelayCover measuring={view.measuring} again={delay.measure} close={delay.stop} />
  if (view.phase === 'preparing') {
    if (view.step === 'phone') return <WaitingForPhone view={view} choose={choose} />
    return <Preparing view={view} step={view.step} choose={choose} />
  }
  if (view.phase === 'countdown') {
    return (
      <div className="cover cover-clear" role="timer" aria-live="assertive">
        <p className="countdown" key={view.countdown}>
          {view.countdown > 0 ? view.countdown : ''}
        </p>
      </div>
    )
  }
  if (view.phase === 'paused') return <Paused view={view} measureDelay={delay.measure} />
  return null
}

function WaitingForPhone({ view, choose }: StageCoverProps) {
  const { words } = useLanguage()
  return (
    <div className="cover cover-pairing">
      <PairingPanel pairing={view.pairing} />
      <OtherWays instead="camera" label={words.phoneCamera.useThisCamera} choose={choose} />
    </div>
  )
}

interface OtherWaysProps extends Pick<StageCoverProps, 'choose'> {
  instead: 'camera' | 'phone'
  label: string
}

/** Another camera, or a recorded trainee, in place of what is waited for. */
function OtherWays({ instead, label, choose }: OtherWaysProps) {
  const { words } = useLanguage()
  return (
    <div className="cover-ways">
      <button className="button button-room" type="button" onClick={() => choose(instead)}>
        {label}
      </button>
      <button className="button button-room" type="button" onClick={() => choose('recording')}>
        {words.firstSteps.recording.open}
      </button>
    </div>
  )
}

function Preparing({ view, step, choose }: StageCoverProps & { step: Exclude<PreparingStep, 'phone'> }) {
  const { files, source } = view
  const { words } = useLanguage()
  const { practice } = words
  const sentence = {
    files: practice.loadingFiles,
    camera: practice.openingCamera,
    model: practice.loadingModel,
  }
  const note = source === 'phone' ? words.phoneCamera.privacy : practice.privacy
  return (
    <div className="cover">
      {step !== 'files' && <span className="loading-mark" aria-hidden="true" />}
      <p className="cover-sentence" role="status">
        {sentence[step]}
      </p>
      {step === 'files' && <FilesProgress files={files} />}
      <p className="cover-note">{step === 'files' ? practice.loadingKept : note}</p>
      {step === 'camera' && <OtherWays instead="phone" label={words.phoneCamera.use} choose={choose} />}
    </div>
  )
}

/** How each part of the body did so far, which nobody reads while they move. */
function Paused({ view, measureDelay }: { view: PracticeView; measureDelay: () => void }) {
  const { pausedBy, reading } = view
  const { words } = useLanguage()
  const { practice } = words
  const reasons = { person: null, hidden: practice.pausedHidden, camera: practice.pausedCamera }
  return (
    <div className="cover cover-paused">
      <Pause aria-hidden="true" size={56} />
      {reasons[pausedBy] && <p className="cover-sentence">{reasons[pausedBy]}</p>}
      {pausedBy === 'person' && reading && <LimbBoard limbs={reading.limbs} />}
      {pausedBy === 'person' && <DelayOffer view={view} measure={measureDelay} />}
    </div>
  )
}
