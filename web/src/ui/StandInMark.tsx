import { useLanguage } from '../i18n/LanguageProvider'
import { BringModels } from './BringModels'

/** Says that something is computed with the stand-in networks, and on request how to get the real ones. */
export function StandInMark() {
  const { words } = useLanguage()
  return (
    <details className="stand-in">
      <summary>{words.networks.standIn}</summary>
      <p>
        <BringModels />
      </p>
    </details>
  )
}
