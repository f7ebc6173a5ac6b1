import { useLanguage } from '../i18n/LanguageProvider'
import { applyTheme, themes } from '../ui/theme'
import { Actions } from './Actions'
import { Fields } from './Fields'
import { Foundations } from './Foundations'
import { Overlays } from './Overlays'
import { States } from './States'

/** Every part of the kit in its states, for who designs with it; served by `npm run dev`, not part of the page. */
export function Kit() {
  const { language, chooseLanguage } = useLanguage()
  const other = language === 'ko' ? 'en' : 'ko'
  return (
    <main className="kit">
      <header className="section-head">
        <h1>Training.zip: the kit</h1>
        <div className="kit-row">
          <button className="button button-quiet" type="button" onClick={() => chooseLanguage(other)}>
            {other}
          </button>
          {themes.map((theme) => (
            <button
              key={theme}
              className="button button-quiet"
              type="button"
              onClick={() => applyTheme(theme)}
            >
              {theme}
            </button>
          ))}
        </div>
      </header>
      <Foundations />
      <Actions />
      <Fields />
      <States />
      <Overlays />
    </main>
  )
}
