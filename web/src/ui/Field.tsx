import { useId, useState, type InputHTMLAttributes, type TextareaHTMLAttributes } from 'react'
import { useLanguage } from '../i18n/LanguageProvider'

interface FieldTexts {
  label: string
  hint?: string | undefined
  problem?: string | undefined
}

type InputFieldProps = FieldTexts & Omit<InputHTMLAttributes<HTMLInputElement>, 'id'>
type TextFieldProps = FieldTexts & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'id'>

/** A labelled input; its hint and problem belong to it for screen readers too. */
export function InputField({ label, hint, problem, ...input }: InputFieldProps) {
  const { id, describedBy } = useFieldIds(hint, problem)
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input id={id} aria-invalid={problem ? true : undefined} aria-describedby={describedBy} {...input} />
      <FieldNotes id={id} hint={hint} problem={problem} />
    </div>
  )
}

/** A password, which the person may look at while they write it. */
export function PasswordField(props: Omit<InputFieldProps, 'type'>) {
  const { words } = useLanguage()
  const [isShown, setShown] = useState(false)
  return (
    <div className="password">
      <InputField {...props} type={isShown ? 'text' : 'password'} autoCapitalize="none" spellCheck={false} />
      <label className="check">
        <input
          type="checkbox"
          checked={isShown}
          onChange={(event) => setShown(event.currentTarget.checked)}
        />
        <span>{words.account.showPassword}</span>
      </label>
    </div>
  )
}

export function TextField({ label, hint, problem, ...area }: TextFieldProps) {
  const { id, describedBy } = useFieldIds(hint, problem)
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <textarea id={id} aria-invalid={problem ? true : undefined} aria-describedby={describedBy} {...area} />
      <FieldNotes id={id} hint={hint} problem={problem} />
    </div>
  )
}

function useFieldIds(hint: string | undefined, problem: string | undefined) {
  const id = useId()
  const notes = [problem && `${id}-problem`, hint && `${id}-hint`].filter(Boolean)
  return { id, describedBy: notes.length > 0 ? notes.join(' ') : undefined }
}

function FieldNotes({ id, hint, problem }: { id: string } & Pick<FieldTexts, 'hint' | 'problem'>) {
  return (
    <>
      {problem && (
        <p className="field-problem" id={`${id}-problem`}>
          {problem}
        </p>
      )}
      {hint && (
        <p className="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </>
  )
}
