import { useState } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { useLanguage } from '../../i18n/LanguageProvider'
import { InputField } from '../../ui/Field'
import { useTitle } from '../../ui/useTitle'
import { readCode } from './code'
import { PhoneCamera } from './PhoneCamera'
import './camera_page.css'

/** What a phone opens to become the camera of a screen. The code is in the fragment, which no server gets to see. */
export function CameraPage() {
  const { words } = useLanguage()
  const code = useLocation().hash.slice(1)
  const side = readCode(code)
  useTitle(words.phoneCamera.title)
  return (
    <div className="page page-narrow camera-page">
      <h1>{words.phoneCamera.title}</h1>
      {side ? <PhoneCamera key={code} side={side} /> : <CodeForm isWrong={code !== ''} />}
    </div>
  )
}

/** For who types the code instead of opening its link. */
function CodeForm({ isWrong }: { isWrong: boolean }) {
  const { words } = useLanguage()
  const { phoneCamera } = words
  const navigate = useNavigate()
  const [code, setCode] = useState('')
  const [isRefused, setRefused] = useState(isWrong)
  return (
    <form
      className="camera-code"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        const side = readCode(code)
        setRefused(!side)
        if (side) void navigate(`#${side.pairingId}${side.secret}`, { replace: true })
      }}
    >
      <InputField
        label={phoneCamera.codeLabel}
        hint={phoneCamera.codeHint}
        problem={isRefused ? phoneCamera.codeWrong : undefined}
        value={code}
        autoCapitalize="characters"
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <button className="button button-primary" type="submit">
        {phoneCamera.codeNext}
      </button>
    </form>
  )
}
