export { CardSkeletons } from './CardSkeletons'
export { Thumbnail } from './Thumbnail'
export { TrainingCard } from './TrainingCard'
export { TrainingCards } from './TrainingCards'
