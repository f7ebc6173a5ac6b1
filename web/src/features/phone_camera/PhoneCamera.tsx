import { Camera, CircleCheck, SwitchCamera } from 'lucide-react'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { Link } from 'react-router'
import type { PairingSide } from '../../api/camera_pairings'
import { ApiError } from '../../api/errors'
import { EngineError } from '../../engine'
import { useLanguage } from '../../i18n/LanguageProvider'
import { Problem } from '../../ui/Problem'
import { useWakeLock } from '../../ui/useWakeLock'
import { firstPhoneView, PhoneLink, type PhoneStep, type PhoneView } from './phone_link'

/** The camera of this phone for the screen that showed the code: off, on, and over. */
export function PhoneCamera({ side }: { side: PairingSide }) {
  const { words } = useLanguage()
  const { phoneCamera } = words
  const link = useRef<PhoneLink | null>(null)
  const [view, setView] = useState<PhoneView>(firstPhoneView)

  useEffect(() => {
    // A page that is left says so, or the screen would wait.
    const end = () => link.current?.end()
    addEventListener('pagehide', end)
    return () => {
      removeEventListener('pagehide', end)
      end()
    }
  }, [])

  const start = () => {
    link.current = new PhoneLink(side, setView)
    void link.current.start()
  }
  const { step, failure } = view
  if (step === 'failed' && failure instanceof ApiError) {
    return (
      <>
        <Problem error={failure} />
        <TypeCode />
      </>
    )
  }
  if (step === 'ready' || step === 'failed') {
    return (
      <>
        {step === 'failed' && <Failure failure={failure} />}
        <p className="page-text">{phoneCamera.phoneText}</p>
        <button className="button button-primary button-huge camera-start" type="button" onClick={start}>
          <Camera className="icon" aria-hidden="true" />
          {phoneCamera.start}
        </button>
        <p className="camera-note">{phoneCamera.privacy}</p>
      </>
    )
  }
  if (step === 'ended' || step === 'lost') {
    return (
      <>
        <StateLine step={step}>{step === 'ended' ? phoneCamera.ended : phoneCamera.lost}</StateLine>
        <p className="page-text">{phoneCamera.newCode}</p>
        <TypeCode />
      </>
    )
  }
  return <Running view={view} turn={() => void link.current?.turn()} end={() => link.current?.end()} />
}

/** What is going on. It takes the focus from the button that brought it and is gone. */
function StateLine({ step, children }: { step: PhoneStep; children: ReactNode }) {
  const line = useRef<HTMLParagraphElement>(null)
  useEffect(() => line.current?.focus(), [])
  return (
    <p ref={line} className="camera-state" role="status" data-step={step} tabIndex={-1}>
      {children}
    </p>
  )
}

function TypeCode() {
  const { words } = useLanguage()
  return (
    <Link className="button button-primary" to="/camera" replace>
      {words.phoneCamera.typeCode}
    </Link>
  )
}

function Running({ view, turn, end }: { view: PhoneView; turn: () => void; end: () => void }) {
  const { words } = useLanguage()
  const { phoneCamera } = words
  const { stream, facing, step, canTurn } = view
  useWakeLock()
  const sentence = {
    starting: phoneCamera.starting,
    waiting: phoneCamera.connecting,
    connected: phoneCamera.connected,
    interrupted: phoneCamera.interrupted,
  }
  return (
    <>
      <StateLine step={step}>
        {step === 'connected' && <CircleCheck aria-hidden="true" />}
        {sentence[step as keyof typeof sentence]}
      </StateLine>
      <video
        ref={(element) => {
          if (element && element.srcObject !== stream) element.srcObject = stream
        }}
        className={facing === 'user' ? 'camera-preview camera-preview-mirrored' : 'camera-preview'}
        aria-label={phoneCamera.preview}
        autoPlay
        muted
        playsInline
      />
      <div className="page-actions">
        {canTurn && (
          <button className="button button-quiet" type="button" onClick={turn}>
            <SwitchCamera className="icon" aria-hidden="true" />
            {facing === 'user' ? phoneCamera.toBack : phoneCamera.toFront}
          </button>
        )}
        <button className="button button-quiet" type="button" onClick={end}>
          {phoneCamera.end}
        </button>
      </div>
      <p className="camera-note">{phoneCamera.keepOpen}</p>
    </>
  )
}

function Failure({ failure }: { failure: unknown }) {
  const { words } = useLanguage()
  if (!(failure instanceof EngineError)) return <Problem error={failure} />
  const { title, text } = words.practiceFailure[failure.code]
  return (
    <div className="problem" role="alert">
      <p>
        <strong>{title}</strong>
      </p>
      <p>{text}</p>
    </div>
  )
}
