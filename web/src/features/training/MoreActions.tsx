import { Ellipsis, Flag, ListPlus, Share2 } from 'lucide-react'
import { useState } from 'react'
import type { Training } from '../../api/trainings'
import { useUser } from '../../api/useAuth'
import { useLanguage } from '../../i18n/LanguageProvider'
import { Menu, MenuAction } from '../../ui/Menu'
import { AddToPlaylist } from '../playlists'
import { ReportDialog } from '../reports'

/** Gives the address to the system's own way of sharing, where it has one, else to the clipboard. True when copied. */
async function share(title: string): Promise<boolean> {
  const { href: url } = location
  if ('share' in navigator && matchMedia('(pointer: coarse)').matches) {
    await navigator.share({ title, url })
    return false
  }
  await navigator.clipboard.writeText(url)
  return true
}

/** What a visitor can do with a training besides following and liking it. */
export function MoreActions({ id, training }: { id: number; training: Training }) {
  const { words } = useLanguage()
  const user = useUser()
  const [open, setOpen] = useState<'playlist' | 'report'>()
  const [isCopied, setCopied] = useState(false)
  const close = () => setOpen(undefined)
  const copy = () => {
    // Who closes the system's dialog has not met an error.
    void share(training.title).then(setCopied, () => undefined)
  }
  return (
    <>
      <button className="button button-quiet" type="button" onClick={copy}>
        <Share2 className="icon" aria-hidden="true" />
        {words.discover.share}
      </button>
      {user && (
        <Menu
          trigger={
            <button className="button button-quiet button-icon" type="button" aria-label={words.shell.more}>
              <Ellipsis className="icon" aria-hidden="true" />
            </button>
          }
        >
          <MenuAction icon={<ListPlus className="icon" aria-hidden="true" />} act={() => setOpen('playlist')}>
            {words.discover.addToPlaylist}
          </MenuAction>
          {!training.mine && (
            <MenuAction icon={<Flag className="icon" aria-hidden="true" />} act={() => setOpen('report')}>
              {words.community.reportTraining}
            </MenuAction>
          )}
        </Menu>
      )}
      <p role="status" className="training-note">
        {isCopied && words.discover.copied}
      </p>
      {open === 'playlist' && <AddToPlaylist trainingId={id} close={close} />}
      {open === 'report' && <ReportDialog what={{ trainingId: id }} close={close} />}
    </>
  )
}
