import { useLanguage } from '../../i18n/LanguageProvider'
import type { UploadNotice } from './progress'

interface NoticeListProps {
  notices: UploadNotice[]
  /** Of the level that follows the headings before. */
  heading: 'h2' | 'h3'
}

/** What was done about a video that its owner should know, in the server's own sentences. */
export function NoticeList({ notices, heading: Heading }: NoticeListProps) {
  const { words } = useLanguage()
  if (notices.length === 0) return null
  return (
    <section className="video-notices" aria-label={words.progress.notices}>
      <Heading>{words.progress.notices}</Heading>
      <ul>
        {notices.map((notice) => (
          <li key={notice.kind}>{notice.message}</li>
        ))}
      </ul>
    </section>
  )
}
