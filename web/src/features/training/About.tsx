import { Link } from 'react-router'
import type { Training } from '../../api/trainings'
import { useLanguage } from '../../i18n/LanguageProvider'

export function About({ training: { body, tags } }: { training: Training }) {
  const { words } = useLanguage()
  if (!body && tags.length === 0) return null
  return (
    <section className="training-about">
      <h2>{words.training.about}</h2>
      {body && <p className="training-text">{body}</p>}
      {tags.length > 0 && (
        <ul className="chips" aria-label={words.discover.tags}>
          {tags.map((tag) => (
            <li key={tag}>
              <Link className="chip" to={{ pathname: '/', search: new URLSearchParams({ tag }).toString() }}>
                #{tag}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
