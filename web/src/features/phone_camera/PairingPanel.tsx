import { TriangleAlert } from 'lucide-react'
import { useLanguage } from '../../i18n/LanguageProvider'
import { groupedCode } from './code'
import { QrCode } from './QrCode'
import type { Pairing } from './screen_link'
import './pairing.css'

// Under these names a phone finds itself.
const ownNames = ['localhost', '127.0.0.1', '[::1]']

/** How a phone becomes the camera of this screen: its code as a picture, as a link and to type. `pairing` is null until there is one. */
export function PairingPanel({ pairing }: { pairing: Pairing | null }) {
  const { words } = useLanguage()
  const { phoneCamera } = words
  const address = `${location.origin}/camera`
  return (
    <section className="pairing" aria-label={phoneCamera.heading}>
      {pairing ? (
        <QrCode text={`${address}#${pairing.code}`} label={phoneCamera.qrCode} />
      ) : (
        <div className="qr-code" />
      )}
      <div className="pairing-words">
        <h3>{phoneCamera.heading}</h3>
        <ol>
          {phoneCamera.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        {pairing && (
          <p className="pairing-by-hand">
            {phoneCamera.byHand}{' '}
            <a href={`${address}#${pairing.code}`} target="_blank" rel="noopener">
              {location.host}/camera
            </a>
            <strong className="pairing-code">{groupedCode(pairing.code)}</strong>
          </p>
        )}
        <p className="pairing-state" role="status">
          {!pairing && phoneCamera.makingCode}
          {pairing && (pairing.isConnecting ? phoneCamera.connecting : phoneCamera.waitingForPhone)}
        </p>
        {pairing?.hasFailed && (
          <p className="pairing-warning" role="alert">
            <TriangleAlert aria-hidden="true" size={20} />
            {phoneCamera.notReached}
          </p>
        )}
        {ownNames.includes(location.hostname) && (
          <p className="pairing-warning">
            <TriangleAlert aria-hidden="true" size={20} />
            {phoneCamera.ownAddress}
          </p>
        )}
        <p className="cover-note">{phoneCamera.privacy}</p>
      </div>
    </section>
  )
}
