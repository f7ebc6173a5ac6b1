import type { SessionRow } from '../../api/own_sessions'
import { formatDate } from '../../i18n/format'
import { useLanguage } from '../../i18n/LanguageProvider'
import { dayOf, weeksUntil } from './days'

const shownWeeks = 20

/** On which days of the last weeks the person trained, and how often. */
export function Calendar({ sessions }: { sessions: SessionRow[] }) {
  const { language, words } = useLanguage()
  const counts = new Map<string, number>()
  for (const { startedAt } of sessions) {
    const day = dayOf(new Date(startedAt))
    counts.set(day, (counts.get(day) ?? 0) + 1)
  }
  const weeks = weeksUntil(new Date(), shownWeeks)
  const active = weeks.flat().filter((day) => counts.has(day)).length
  return (
    <div className="calendar" role="img" aria-label={words.history.calendarDescription(active)}>
      {weeks.map((days) => (
        <div key={days[0]} className="calendar-week">
          {days.map((day) => {
            const count = counts.get(day) ?? 0
            const date = formatDate(`${day}T12:00:00`, language)
            return (
              <span
                key={day}
                className={`calendar-day calendar-day-${Math.min(3, count)}`}
                title={count > 0 ? words.history.dayCount(date, count) : date}
              />
            )
          })}
        </div>
      ))}
    </div>
  )
}
