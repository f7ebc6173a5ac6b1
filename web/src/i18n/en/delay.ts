import type { Messages } from '../korean'

export const delay: Messages['delay'] = {
  name: 'Delay of camera and screen',
  unknown:
    'A slow camera or screen makes you look late when you are not. Clap for ten seconds to measure it.',
  known: (seconds) => `${seconds} s, which the score does not count as late.`,
  measure: 'Measure the delay',
  again: 'Measure again',
  forget: 'Forget the delay',
  stop: 'Stop measuring',
  done: 'Done',
  placing: 'Stand so that both your hands show',
  placingNote: 'The beat begins when they do',
  clap: 'Clap with the beat',
  clapNote: 'Open your hands as wide as your shoulders in between',
  measured: (seconds) => `The delay is ${seconds} s`,
  measuredNote: 'From now on that does not count as late',
  problem: {
    too_few: 'Too few claps were seen',
    irregular: 'The claps were not regular',
  },
  problemNote: {
    too_few: 'Keep both hands in the picture, and open them wide in between',
    irregular: 'Clap once at each beat, and with the beat',
  },
  offer: 'Told that you are late? It may be the camera or the screen.',
  decline: 'No, thanks',
}
