import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { BrowserRouter } from 'react-router'
import { session } from './api/session'
import { App } from './app/App'
import { watchForErrors } from './app/error_reports'
import { ErrorBoundary } from './app/ErrorBoundary'
import { LanguageProvider } from './i18n/LanguageProvider'
import './styles/base.css'
import './styles/controls.css'
import './styles/layout.css'
import './styles/pages.css'
import './styles/practice.css'

watchForErrors()
void session.restore()

const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <StrictMode>
      <LanguageProvider>
        <ErrorBoundary>
          <BrowserRouter>
            <App />
          </BrowserRouter>
        </ErrorBoundary>
      </LanguageProvider>
    </StrictMode>,
  )
}
