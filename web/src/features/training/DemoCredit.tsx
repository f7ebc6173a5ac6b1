import { useDemo } from '../../api/useDemo'
import { useLanguage } from '../../i18n/LanguageProvider'

/** Of the demo training: that it is one, and whose video it shows under which licence. */
export function DemoCredit({ trainingId }: { trainingId: number }) {
  const { words } = useLanguage()
  const demo = useDemo()
  if (demo?.trainingId !== trainingId) return null
  const { author, source, licence, licenceAddress } = demo.credit
  const { creditHeading, creditText, ...names } = words.firstSteps.demo
  return (
    <section className="demo-credit">
      <h2>{creditHeading}</h2>
      <p>{creditText}</p>
      <dl>
        <dt>{names.source}</dt>
        <dd>
          <a href={source} rel="noreferrer">
            {author}
          </a>
        </dd>
        <dt>{names.licence}</dt>
        <dd>
          <a href={licenceAddress} rel="noreferrer">
            {licence}
          </a>
        </dd>
      </dl>
    </section>
  )
}
