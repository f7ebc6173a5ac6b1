import { Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useLanguage } from '../i18n/LanguageProvider'
import { AskFirst } from '../ui/AskFirst'
import { Dialog } from '../ui/Dialog'
import { Menu, MenuAction, MenuLine } from '../ui/Menu'
import { Section } from './Section'

/** What opens over the page. */
export function Overlays() {
  const { words } = useLanguage()
  const [isOpen, setOpen] = useState(false)
  const { trainerChoice } = words
  return (
    <Section name="menu, dialog, question">
      <div className="kit-row">
        <Menu
          trigger={
            <button className="button button-quiet" type="button">
              {words.discover.ownerTools}
            </button>
          }
        >
          <MenuAction icon={<Pencil className="icon" aria-hidden="true" />} act={() => setOpen(true)}>
            {words.discover.edit}
          </MenuAction>
          <MenuLine />
          <MenuAction icon={<Trash2 className="icon" aria-hidden="true" />} isDangerous act={() => undefined}>
            {trainerChoice.confirm}
          </MenuAction>
        </Menu>
        <button className="button button-quiet" type="button" onClick={() => setOpen(true)}>
          {words.discover.edit}
        </button>
        <AskFirst
          label={trainerChoice.choose(2)}
          question={trainerChoice.sure}
          confirm={trainerChoice.confirm}
          keep={trainerChoice.keep}
          act={() => Promise.resolve()}
        />
      </div>
      {isOpen && (
        <Dialog title={words.discover.edit} close={() => setOpen(false)}>
          <p>{words.discover.ownerToolsText}</p>
        </Dialog>
      )}
    </Section>
  )
}
