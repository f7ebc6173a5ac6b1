export { LibraryTabs } from './LibraryTabs'
export { LikesPage } from './LikesPage'
