/** A day in the reader's time zone, as text that sorts: 2026-01-31. */
export function dayOf(moment: Date): string {
  const [year, month, day] = [moment.getFullYear(), moment.getMonth() + 1, moment.getDate()]
  return [year, String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-')
}

function daysBefore(day: Date, count: number): Date {
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() - count)
}

/** How many days in a row have something, up to today or, as long as today is not over, yesterday. */
export function streak(days: ReadonlySet<string>, today: Date): number {
  let count = 0
  let day = days.has(dayOf(today)) ? today : daysBefore(today, 1)
  while (days.has(dayOf(day))) {
    count += 1
    day = daysBefore(day, 1)
  }
  return count
}

/** The days of the last weeks, each week from Sunday; the last one ends today. */
export function weeksUntil(today: Date, weeks: number): string[][] {
  const first = daysBefore(today, today.getDay() + 7 * (weeks - 1))
  return Array.from({ length: weeks }, (_, week) => {
    const days = Array.from({ length: 7 }, (_day, place) => daysBefore(first, -(7 * week + place)))
    return days.filter((day) => day <= today).map(dayOf)
  })
}
