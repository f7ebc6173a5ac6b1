export { AddToPlaylist } from './AddToPlaylist'
export { PlaylistPage } from './PlaylistPage'
export { PlaylistsPage } from './PlaylistsPage'
