export { CreateTrainingPage } from './CreateTrainingPage'
export { Preparation } from './Preparation'
export { PublishedVideo } from './PublishedVideo'
export { splitTags, TrainingFields } from './TrainingFields'
