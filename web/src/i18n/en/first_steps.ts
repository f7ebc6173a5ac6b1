import type { Messages } from '../korean'

export const firstSteps: Messages['firstSteps'] = {
  introduction: {
    open: 'How it works',
    skip: 'Skip',
    back: 'Back',
    next: 'Next',
    done: 'Get started',
    tryDemo: 'Try the demo',
    place: (step, steps) => `Step ${step} of ${steps}`,
    steps: [
      {
        title: 'The trainer’s shape, over your own picture',
        text: 'Your camera shows you as a mirror does, with the trainer’s shape laid over you. Stay inside it as it moves. Camera pictures never leave this device.',
      },
      {
        title: 'Put the device down and step back',
        text: 'Stand your phone or laptop up at hip height and take two or three steps back. It starts by itself when you show from head to toe.',
      },
      {
        title: 'How the score works',
        text: 'It tells how closely your arms, legs and trunk match the trainer’s, in time and as wide. Colours, large words and sound tell you what to change.',
      },
    ],
  },
  demo: {
    mark: 'Demo',
    making: 'The demo training is being prepared',
    makingHint: 'It takes about a minute, and appears here.',
    creditHeading: 'Where the demo’s video comes from',
    creditText: 'This training was made during installation, so that you can try Training.zip at once.',
    source: 'Source',
    licence: 'Licence',
  },
  recording: {
    open: 'Watch without a camera',
    mark: 'A recording, not your camera',
    text: 'The trainer’s own video, about half a second late, stands in for your camera. Pose and score are computed as they would be for you. The result is not saved.',
    watch: 'The person in the recording follows',
    starting: 'Starting soon',
    over: 'The recording is over',
    score: 'Score of the recording',
    notKept: 'This was a recording, so the result is not saved.',
  },
}
