import { createContext, useContext, useMemo, useState, type ReactNode } from 'react'
import { english } from './english'
import { korean, type Messages } from './korean'
import { applyLanguage, preferredLanguage, rememberLanguage, type Language } from './language'

const catalogues: Record<Language, Messages> = { ko: korean, en: english }

interface LanguageContext {
  language: Language
  words: Messages
  chooseLanguage: (language: Language) => void
}

const Context = createContext<LanguageContext | undefined>(undefined)

export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(() => {
    const first = preferredLanguage()
    applyLanguage(first)
    return first
  })
  const value = useMemo(
    () => ({
      language,
      words: catalogues[language],
      chooseLanguage: (next: Language) => {
        applyLanguage(next)
        rememberLanguage(next)
        setLanguage(next)
      },
    }),
    [language],
  )
  return <Context.Provider value={value}>{children}</Context.Provider>
}

/** The words of the current language, and the way to change it. */
export function useLanguage(): LanguageContext {
  const value = useContext(Context)
  if (!value) throw new Error('useLanguage needs a LanguageProvider above it')
  return value
}
