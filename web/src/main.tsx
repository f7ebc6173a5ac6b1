import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { BrowserRouter } from 'react-router'
import { auth } from './api/auth_session'
import { queryClient } from './api/query_client'
import { App } from './app/App'
import { watchDrafts } from './app/drafts_of_person'
import { watchForErrors } from './app/error_reports'
import { keepPage } from './app/service_worker'
import { ErrorBoundary } from './app/ErrorBoundary'
import { LanguageProvider } from './i18n/LanguageProvider'
import { bringFont } from './ui/fonts'
import { mendStyleSheets } from './ui/style_sheets'
import { applyTheme, storedTheme } from './ui/theme'
import './ui/styles/tokens.css'
import './ui/styles/base.css'
import './ui/styles/controls.css'
import './ui/styles/kit.css'
import './app/layout.css'
import './app/pages.css'
import './features/account/account.css'
import './features/admin/admin.css'
import './features/history/history.css'
import './features/catalogue/hero.css'
import './features/catalogue/list.css'
import './features/catalogue/rows.css'
import './features/training/training.css'
import './features/practice/room.css'
import './features/practice/bar.css'
import './features/practice/readings.css'
import './features/practice/cover.css'
import './features/practice/summary.css'
import './features/practice/kept.css'
import './features/practice/room_narrow.css'

watchForErrors()
mendStyleSheets()
keepPage()
applyTheme(storedTheme())
bringFont().catch(() => undefined)
watchDrafts(auth)
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
