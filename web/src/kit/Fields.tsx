import { useLanguage } from '../i18n/LanguageProvider'
import { InputField, PasswordField, TextField } from '../ui/Field'
import { Section } from './Section'

/** What is filled in, with a hint, with a problem and switched off. */
export function Fields() {
  const { words } = useLanguage()
  const { account, fieldProblem, comments } = words
  return (
    <Section name="fields">
      <form className="form">
        <InputField label={account.nickName} hint={account.nickNameHint} />
        <InputField label={account.nickName} problem={fieldProblem.required} />
        <InputField label={account.nickName} value="Training.zip" disabled />
        <PasswordField label={account.password} autoComplete="off" />
        <TextField label={comments.submit} rows={2} />
        <label className="check">
          <input type="checkbox" defaultChecked />
          <span>{words.community.leaderboard}</span>
        </label>
      </form>
    </Section>
  )
}
