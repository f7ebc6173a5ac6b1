export { MyTrainingsPage } from './MyTrainingsPage'
export { TrainingPage } from './TrainingPage'
export { TrainingsPage } from './TrainingsPage'
