import { auth } from '../../api/auth_session'
import { useLanguage } from '../../i18n/LanguageProvider'
import { Dialog } from '../../ui/Dialog'
import { SignInForm } from './SignInForm'

/** Over the page when a session has ended while the person was at work, so that nothing of it is lost. */
export function SignInAgain() {
  const { words } = useLanguage()
  const stayOut = () => auth.stayOut()
  return (
    <Dialog title={words.shell.signInAgainTitle} close={stayOut}>
      <div className="form">
        <p>{words.shell.signInAgainText}</p>
        <SignInForm />
        <button className="button button-bare" type="button" onClick={stayOut}>
          {words.shell.signInAgainLater}
        </button>
      </div>
    </Dialog>
  )
}
