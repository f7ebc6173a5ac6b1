export { SubscribeButton } from './SubscribeButton'
export { TrainerPage } from './TrainerPage'
