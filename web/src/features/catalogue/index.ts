export { FeedPage } from './FeedPage'
export { MyTrainingsPage } from './MyTrainingsPage'
export { TrainingsPage } from './TrainingsPage'
