import { useLanguage } from '../i18n/LanguageProvider'
import type { UploadNotice } from './progress'

/** What was done about a video that its owner should know, in the server's own sentences. */
export function NoticeList({ notices }: { notices: UploadNotice[] }) {
  const { words } = useLanguage()
  if (notices.length === 0) return null
  return (
    <section className="video-notices" aria-label={words.progress.notices}>
      <h3>{words.progress.notices}</h3>
      <ul>
        {notices.map((notice) => (
          <li key={notice.kind}>{notice.message}</li>
        ))}
      </ul>
    </section>
  )
}
