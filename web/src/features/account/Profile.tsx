import { useId, useState } from 'react'
import { auth } from '../../api/auth_session'
import { sendProfilePicture, updateProfile, type Profile as ProfileData } from '../../api/profile'
import { useProfile } from '../../api/useProfile'
import { useLanguage } from '../../i18n/LanguageProvider'
import { EmailState } from './mail/EmailState'
import { Avatar } from '../../ui/Avatar'
import { InputField } from '../../ui/Field'
import { Loading } from '../../ui/Loading'
import { Problem } from '../../ui/Problem'
import { useForm } from '../../ui/useForm'

/** How the person shows themselves to others. */
export function Profile() {
  const { data, error, refetch } = useProfile()
  const reload = () => void refetch()
  if (error) return <Problem error={error} retry={reload} />
  if (!data) return <Loading minHeight="30rem" />
  return (
    <>
      <ProfilePicture profile={data} reload={reload} />
      <NickName profile={data} />
      <EmailState profile={data} reload={reload} />
      <LeaderboardChoice profile={data} reload={reload} />
    </>
  )
}

interface ProfilePartProps {
  profile: ProfileData
  reload: () => void
}

function ProfilePicture({ profile, reload }: ProfilePartProps) {
  const { words } = useLanguage()
  const id = useId()
  const [isChanged, setChanged] = useState(false)
  const [error, setError] = useState<unknown>()
  const send = async (file: File | undefined) => {
    if (!file) return
    setError(undefined)
    try {
      await sendProfilePicture(profile.userId, file)
      setChanged(true)
      reload()
    } catch (failure) {
      setError(failure)
    }
  }
  return (
    <div className="profile-picture">
      <Avatar name={profile.name} picture={profile.picture} isLarge />
      <div className="profile-picture-choice">
        <input
          className="picker-input"
          id={id}
          type="file"
          accept="image/jpeg,image/png,image/webp"
          aria-describedby={`${id}-hint`}
          onChange={(event) => void send(event.currentTarget.files?.[0])}
        />
        <label className="button button-quiet" htmlFor={id}>
          {words.community.choosePicture}
        </label>
        <p className="field-hint" id={`${id}-hint`}>
          {words.community.pictureHint}
        </p>
        <p role="status">{isChanged && words.community.pictureChanged}</p>
        {error !== undefined && <Problem error={error} />}
      </div>
    </div>
  )
}

function NickName({ profile }: { profile: ProfileData }) {
  const { words } = useLanguage()
  const [isDone, setDone] = useState(false)
  const form = useForm({
    initial: { nickName: profile.name },
    check: ({ nickName }) => ({ nickName: nickName.trim() ? undefined : words.fieldProblem.required }),
    send: async ({ nickName }) => {
      setDone(false)
      await updateProfile({ nickName: nickName.trim() })
      // The name stands in the token.
      await auth.refresh()
      setDone(true)
    },
    blame: { '0007': 'nickName' },
  })
  return (
    <form className="form" noValidate onSubmit={(event) => void form.submit(event)}>
      {form.error !== undefined && <Problem error={form.error} />}
      <InputField
        label={words.account.nickName}
        hint={words.account.nickNameHint}
        autoComplete="nickname"
        required
        {...form.input('nickName')}
      />
      <p role="status">{isDone && words.shell.saved}</p>
      <button className="button button-quiet" type="submit" disabled={form.isSending}>
        {words.shell.save}
      </button>
    </form>
  )
}

function LeaderboardChoice({ profile, reload }: ProfilePartProps) {
  const { words } = useLanguage()
  const id = useId()
  const [error, setError] = useState<unknown>()
  return (
    <div>
      <label className="check">
        <input
          type="checkbox"
          checked={profile.leaderboard}
          aria-describedby={id}
          onChange={(event) => {
            setError(undefined)
            void updateProfile({ leaderboard: event.currentTarget.checked }).then(reload, setError)
          }}
        />
        <span>{words.community.leaderboard}</span>
      </label>
      <p className="field-hint" id={id}>
        {words.community.leaderboardHint}
      </p>
      {error !== undefined && <Problem error={error} />}
    </div>
  )
}
