export { IntroductionPlace } from './IntroductionPlace'
export { openIntroduction } from './opening'
