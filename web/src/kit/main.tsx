import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { MemoryRouter } from 'react-router'
import { LanguageProvider } from '../i18n/LanguageProvider'
import { applyTheme, storedTheme } from '../ui/theme'
import { Kit } from './Kit'
import 'pretendard/dist/web/variable/pretendardvariable-dynamic-subset.css'
import '../ui/styles/tokens.css'
import '../ui/styles/base.css'
import '../ui/styles/controls.css'
import '../ui/styles/kit.css'
import './kit_page.css'

applyTheme(storedTheme())
document.documentElement.dataset.font = 'pretendard'

const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <StrictMode>
      <LanguageProvider>
        <MemoryRouter initialEntries={['/kit?page=2']}>
          <Kit />
        </MemoryRouter>
      </LanguageProvider>
    </StrictMode>,
  )
}
