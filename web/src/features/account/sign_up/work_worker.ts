import type { Challenge } from '../../../api/challenge'
import { solvePuzzle } from './puzzle'

// Posts the number of each puzzle in order.
self.onmessage = ({ data }: MessageEvent<Challenge>) => {
  for (let puzzle = 0; puzzle < data.puzzles; ++puzzle) {
    self.postMessage(solvePuzzle(data.seed, puzzle, data.bits))
  }
}
