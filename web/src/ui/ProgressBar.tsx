import { useLanguage } from '../i18n/LanguageProvider'

interface ProgressBarProps {
  label: string
  percent: number
  isMain?: boolean
}

export function ProgressBar({ label, percent, isMain = false }: ProgressBarProps) {
  const { words } = useLanguage()
  const shown = Math.min(100, Math.max(0, percent))
  return (
    <div className={isMain ? 'progress progress-main' : 'progress'}>
      <progress aria-label={label} max={100} value={shown} />
      <span className="progress-percent" aria-hidden="true">
        {words.progress.percent(shown)}
      </span>
    </div>
  )
}
