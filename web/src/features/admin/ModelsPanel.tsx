import { useLanguage } from '../../i18n/LanguageProvider'
import { NetworksPanel } from './NetworksPanel'

export function ModelsPanel() {
  const { words } = useLanguage()
  return (
    <section className="panel-list">
      <h2>{words.networks.heading}</h2>
      <NetworksPanel />
    </section>
  )
}
