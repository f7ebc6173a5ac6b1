import { Camera, Plus } from 'lucide-react'
import { useState } from 'react'
import { useLanguage } from '../i18n/LanguageProvider'
import { PageLinks } from '../ui/PageLinks'
import { Section } from './Section'

const kinds = ['button-primary', 'button-quiet', 'button-bare', 'button-danger']
const sizes = ['button-small', '', 'button-large', 'button-huge']

/** Buttons, chips and links to pages. */
export function Actions() {
  const { words } = useLanguage()
  const [chosen, setChosen] = useState(0)
  const categories = Object.values(words.discover.categories)
  return (
    <Section name="buttons, chips, pages">
      {kinds.map((kind) => (
        <div key={kind} className="kit-row">
          {sizes.map((size) => (
            <button key={size} className={`button ${kind} ${size}`} type="button">
              <Camera className="icon" aria-hidden="true" />
              {words.app.retry}
            </button>
          ))}
          <button className={`button ${kind}`} type="button" disabled>
            {words.app.retry}
          </button>
          <button className={`button ${kind} button-icon`} type="button" aria-label={words.navigation.create}>
            <Plus className="icon" aria-hidden="true" />
          </button>
        </div>
      ))}
      <div className="kit-row">
        <button className="link-button" type="button">
          {words.shell.save}
        </button>
      </div>
      <div className="chips" role="group" aria-label={words.discover.category}>
        {categories.map((name, index) => (
          <button
            key={name}
            className="chip"
            type="button"
            aria-pressed={index === chosen}
            onClick={() => setChosen(index)}
          >
            {name}
          </button>
        ))}
      </div>
      <PageLinks page={1} totalPages={4} />
    </Section>
  )
}
