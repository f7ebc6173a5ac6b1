import type { Messages } from '../korean'

const counted = (count: number, one: string, other: string) =>
  `${count.toLocaleString('en')} ${count === 1 ? one : other}`

export const history: Messages['history'] = {
  title: 'History',
  empty: 'Nothing here yet.',
  emptyHint: 'Finish a training while you are signed in, and its score is kept here.',
  find: 'Choose a training',
  sessions: (count) => counted(count, 'session', 'sessions'),
  sessionsLabel: 'Sessions',
  streakLabel: 'Days in a row',
  days: (count) => counted(count, 'day', 'days'),
  minutesLabel: 'Time moving',
  minutes: (count) => `${count.toLocaleString('en')} min`,
  bestLabel: 'Best score',
  calendar: 'The last 20 weeks',
  calendarDescription: (days) => `You trained on ${counted(days, 'day', 'days')} in the last 20 weeks.`,
  dayCount: (date, count) => `${date}: ${counted(count, 'session', 'sessions')}`,
  curve: 'Your scores over time',
  curveDescription: (first, last, best) => `First score ${first}, last ${last}, best ${best}.`,
  list: 'Your sessions',
  score: 'Score',
  gone: 'Deleted training',
  personalBest: 'Personal best',
  course: 'Score over the session',
  courseDescription: (low, high) => `The score was between ${low} and ${high}.`,
  limbs: 'Limb by limb',
  remove: 'Delete this session',
  removeQuestion: 'Delete this session? This cannot be undone.',
  again: 'Do it again',
  all: 'All sessions',
}
