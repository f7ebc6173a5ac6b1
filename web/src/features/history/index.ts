export { HistoryPage } from './HistoryPage'
export { SessionPage } from './SessionPage'
