import { Component, type ReactNode } from 'react'
import { useLanguage } from '../i18n/LanguageProvider'
import { sendErrorReport } from './error_reports'

/** Shows a way out instead of an empty window when a component throws. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { isBroken: boolean }> {
  override state = { isBroken: false }

  static getDerivedStateFromError() {
    return { isBroken: true }
  }

  override componentDidCatch(error: unknown) {
    sendErrorReport(error)
  }

  override render() {
    return this.state.isBroken ? <Broken /> : this.props.children
  }
}

function Broken() {
  const { words } = useLanguage()
  return (
    <main className="page page-narrow" role="alert">
      <h1>{words.app.brokenTitle}</h1>
      <p>{words.app.brokenText}</p>
      <button className="button button-primary" type="button" onClick={() => location.reload()}>
        {words.app.reload}
      </button>
    </main>
  )
}
