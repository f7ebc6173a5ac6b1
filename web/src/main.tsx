import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { BrowserRouter } from 'react-router'
import { auth } from './api/auth_session'
import { queryClient } from './api/query_client'
import { App } from './app/App'
import { watchForErrors } from './app/error_reports'
import { ErrorBoundary } from './app/ErrorBoundary'
import { LanguageProvider } from './i18n/LanguageProvider'
import './styles/base.css'
import './styles/controls.css'
import './styles/layout.css'
import './styles/pages.css'
import './styles/account.css'
import './styles/list.css'
import './styles/training.css'
import './styles/room.css'
import './styles/readings.css'
import './styles/cover.css'
import './styles/summary.css'
import './styles/kept.css'
import './styles/room_narrow.css'

watchForErrors()
void auth.restore()

const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <StrictMode>
      <LanguageProvider>
        <ErrorBoundary>
          <QueryClientProvider client={queryClient}>
            <BrowserRouter>
              <App />
            </BrowserRouter>
          </QueryClientProvider>
        </ErrorBoundary>
      </LanguageProvider>
    </StrictMode>,
  )
}
