import { Component, type ReactNode } from 'react'
import { useLanguage } from '../i18n/LanguageProvider'
import { MissingPart } from './lazy_part'

interface PartBoundaryProps {
  children: ReactNode
  /** What is shown in place of a lazy part that did not come. */
  instead?: (retry: () => void) => ReactNode
  /** The place in the page: another one is tried at once. */
  place?: string
}

/** Keeps a lazy part that did not come from taking the page with it. Other errors pass. */
export class PartBoundary extends Component<PartBoundaryProps, { error: Error | null }> {
  override state: { error: Error | null } = { error: null }

  static getDerivedStateFromError(error: unknown) {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }

  override componentDidUpdate(before: PartBoundaryProps) {
    if (before.place !== this.props.place && this.state.error) this.retry()
  }

  override componentWillUnmount() {
    if (this.state.error instanceof MissingPart) this.state.error.renew()
  }

  override render() {
    const { error } = this.state
    if (!error) return this.props.children
    if (!(error instanceof MissingPart)) throw error
    return this.props.instead ? this.props.instead(this.retry) : <PartMissing retry={this.retry} />
  }

  private readonly retry = () => {
    const { error } = this.state
    if (error instanceof MissingPart) error.renew()
    this.setState({ error: null })
  }
}

function PartMissing({ retry }: { retry: () => void }) {
  const { words } = useLanguage()
  return (
    <div className="page page-narrow">
      <div className="problem" role="alert">
        <p>{words.app.partMissing}</p>
        <div className="page-actions">
          <button className="button button-quiet" type="button" onClick={retry}>
            {words.app.retry}
          </button>
          <button className="button button-quiet" type="button" onClick={() => location.reload()}>
            {words.app.reload}
          </button>
        </div>
      </div>
    </div>
  )
}
