import { useLanguage } from '../i18n/LanguageProvider'

/** How whoever runs the service brings the real networks. */
export function BringModels() {
  const { words } = useLanguage()
  return (
    <>
      {words.networks.howTo} <code>./run --models-from FOLDER|URL</code>
    </>
  )
}
