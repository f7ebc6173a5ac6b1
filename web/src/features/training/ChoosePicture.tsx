import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { chooseSuggestion, listSuggestions, readSuggestion } from '../../api/suggestions'
import { useLanguage } from '../../i18n/LanguageProvider'
import { BlobImage } from '../../ui/BlobImage'
import { Problem } from '../../ui/Problem'
import './choose_picture.css'

/** Of all that is known of the suggestions for a training: another video has others. */
export const suggestionsKey = (trainingId: number) => ['suggestions', trainingId]

interface ChoosePictureProps {
  trainingId: number
  /** The training has another picture now. */
  changed: () => void
}

/** Frames of the video that the server suggests as the picture of the training; for its owner. Nothing without any. */
export function ChoosePicture({ trainingId, changed }: ChoosePictureProps) {
  const { words } = useLanguage()
  const [isOpen, setOpen] = useState(false)
  const { data: numbers } = useQuery({
    queryKey: suggestionsKey(trainingId),
    queryFn: ({ signal }) => listSuggestions(trainingId, signal),
  })
  if (!numbers?.length) return null
  return (
    <details className="choose-picture" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words.training.choosePicture}</summary>
      {isOpen && <Suggestions trainingId={trainingId} numbers={numbers} changed={changed} />}
    </details>
  )
}

function Suggestions({ trainingId, numbers, changed }: ChoosePictureProps & { numbers: number[] }) {
  const { words } = useLanguage()
  const [sending, setSending] = useState<number>()
  const [chosen, setChosen] = useState<number>()
  const [error, setError] = useState<unknown>()
  const choose = async (number: number) => {
    setError(undefined)
    setChosen(undefined)
    setSending(number)
    try {
      await chooseSuggestion(trainingId, number)
      setChosen(number)
      changed()
    } catch (failure) {
      setError(failure)
    }
    setSending(undefined)
  }
  return (
    <>
      <p>{words.training.choosePictureText}</p>
      <ul className="choose-picture-list">
        {numbers.map((number) => (
          <li key={number}>
            <button
              type="button"
              aria-label={words.training.suggestion(number)}
              aria-pressed={chosen === number}
              disabled={sending !== undefined}
              onClick={() => void choose(number)}
            >
              <SuggestionPicture trainingId={trainingId} number={number} />
            </button>
          </li>
        ))}
      </ul>
      <p role="status">{chosen !== undefined && words.training.suggestionChosen}</p>
      {error !== undefined && <Problem error={error} />}
    </>
  )
}

interface SuggestionPictureProps {
  trainingId: number
  number: number
}

function SuggestionPicture({ trainingId, number }: SuggestionPictureProps) {
  const { data: blob } = useQuery({
    queryKey: [...suggestionsKey(trainingId), number],
    queryFn: ({ signal }) => readSuggestion(trainingId, number, signal),
  })
  return blob && <BlobImage blob={blob} />
}
