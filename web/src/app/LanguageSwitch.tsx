import { useLanguage } from '../i18n/LanguageProvider'

/** Each choice is written in its own language, so that it can be found by whoever needs it. */
export function LanguageSwitch() {
  const { language, words, chooseLanguage } = useLanguage()
  return (
    <div className="language-switch" role="group" aria-label={words.app.language}>
      <button type="button" lang="ko" aria-pressed={language === 'ko'} onClick={() => chooseLanguage('ko')}>
        한국어
      </button>
      <button type="button" lang="en" aria-pressed={language === 'en'} onClick={() => chooseLanguage('en')}>
        English
      </button>
    </div>
  )
}
