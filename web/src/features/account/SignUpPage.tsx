import { useEffect, useRef, useState } from 'react'
import { Link, Navigate, useLocation } from 'react-router'
import { useUser } from '../../api/useAuth'
import { InputField, PasswordField } from '../../ui/Field'
import { Problem } from '../../ui/Problem'
import { useForm } from '../../ui/useForm'
import { useTitle } from '../../ui/useTitle'
import { useLanguage } from '../../i18n/LanguageProvider'
import { emailProblem } from './email_problem'
import { signUp } from './sign_up/sign_up'
import { takenNames } from './sign_up/taken_names'
import { WorkProgress } from './sign_up/WorkProgress'

const leastPasswordLength = 8

export function SignUpPage() {
  const { words } = useLanguage()
  const location = useLocation()
  const user = useUser()
  const state = location.state as { from?: string } | null
  const from = state?.from
  useTitle(words.account.signUpTitle)
  const [done, setDone] = useState<number>()
  const leave = useRef<AbortController>(undefined)
  useEffect(() => () => leave.current?.abort(), [])
  const required = (value: string) => (value.trim() ? undefined : words.fieldProblem.required)
  const form = useForm({
    initial: { id: '', nickName: '', email: '', password: '' },
    check: ({ id, nickName, email, password }) => ({
      id: required(id),
      nickName: required(nickName),
      email: emailProblem(words, email),
      password:
        Array.from(password).length >= leastPasswordLength
          ? undefined
          : words.fieldProblem.passwordShort(leastPasswordLength),
    }),
    checkAgain: takenNames,
    send: async (values) => {
      const sent = {
        id: values.id.trim(),
        nickName: values.nickName.trim(),
        email: values.email.trim(),
        password: values.password,
      }
      const leaving = (leave.current = new AbortController())
      await signUp(sent, setDone, leaving.signal).finally(() => setDone(undefined))
    },
    blame: { '0001': 'id', '0007': 'nickName' },
  })

  if (user) return <Navigate to={from ?? '/'} replace />
  return (
    <div className="page page-narrow page-form">
      <h1>{words.account.signUpTitle}</h1>
      <p className="page-text">{words.account.signUpText}</p>
      <form className="form" noValidate onSubmit={(event) => void form.submit(event)}>
        {form.error !== undefined && <Problem error={form.error} />}
        <InputField
          label={words.account.id}
          hint={words.account.idHint}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          {...form.input('id')}
        />
        <InputField
          label={words.account.nickName}
          hint={words.account.nickNameHint}
          autoComplete="nickname"
          required
          {...form.input('nickName')}
        />
        <InputField
          label={words.account.email}
          type="email"
          autoComplete="email"
          required
          {...form.input('email')}
        />
        <PasswordField
          label={words.account.password}
          hint={words.account.passwordHint}
          autoComplete="new-password"
          required
          {...form.input('password')}
        />
        {done !== undefined && <WorkProgress done={done} />}
        <button className="button button-primary button-large" type="submit" disabled={form.isSending}>
          {words.account.signUpTitle}
        </button>
      </form>
      <p className="form-aside">
        {words.account.haveAccount}{' '}
        <Link to="/sign-in" state={state}>
          {words.account.signInTitle}
        </Link>
      </p>
    </div>
  )
}
