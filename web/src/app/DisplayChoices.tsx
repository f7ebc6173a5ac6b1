import { useState } from 'react'
import type { Language } from '../i18n/language'
import { useLanguage } from '../i18n/LanguageProvider'
import { MenuChoice } from '../ui/Menu'
import { chooseTheme, storedTheme, themes } from '../ui/theme'

// Each is written in its own language, so that it can be found by whoever needs it.
const languages: [Language, string, string][] = [
  ['ko', '한국어', 'ko'],
  ['en', 'English', 'en'],
]

/** In a menu: the language and the theme of the page. */
export function DisplayChoices() {
  const { language, words, chooseLanguage } = useLanguage()
  const [theme, setTheme] = useState(storedTheme)
  return (
    <>
      <MenuChoice label={words.app.language} value={language} options={languages} choose={chooseLanguage} />
      <MenuChoice
        label={words.shell.theme}
        value={theme}
        options={themes.map((each) => [each, words.shell.themes[each]] as const)}
        choose={(chosen) => {
          chooseTheme(chosen)
          setTheme(chosen)
        }}
      />
    </>
  )
}
