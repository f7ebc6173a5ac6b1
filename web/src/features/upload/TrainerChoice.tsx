import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useLanguage } from '../../i18n/LanguageProvider'
import { AskFirst } from '../../ui/AskFirst'
import { chooseTrainer, getPeople, type PersonInVideo } from './people'
import './trainer_choice.css'

interface TrainerChoiceProps {
  trainingId: number
  videoUrl: string
  /** Another trainer has been chosen, so that the training is being made again. */
  begun: () => void
}

/** Shows the owner who may be the trainer, where several were found, and lets another be chosen. */
export function TrainerChoice({ trainingId, videoUrl, begun }: TrainerChoiceProps) {
  const { words } = useLanguage()
  const { data } = useQuery({
    queryKey: ['people', trainingId, videoUrl],
    queryFn: ({ signal }) => getPeople(trainingId, signal),
  })
  const [isOpen, setOpen] = useState(false)
  if (!data || data.people.length < 2) return null
  return (
    <details className="trainer-choice" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words.trainerChoice.found(data.people.length)}</summary>
      {isOpen && (
        <Chooser
          people={data.people}
          videoUrl={videoUrl}
          isChoosable={data.choosable}
          choose={async (person) => {
            await chooseTrainer(trainingId, person)
            begun()
          }}
        />
      )}
    </details>
  )
}

interface ChooserProps {
  people: PersonInVideo[]
  videoUrl: string
  isChoosable: boolean
  choose: (person: number) => Promise<void>
}

const percent = (fraction: number) => `${100 * fraction}%`

function Chooser({ people, videoUrl, isChoosable, choose }: ChooserProps) {
  const { words } = useLanguage()
  const video = useRef<HTMLVideoElement>(null)
  const trainer = people.find((person) => person.isTrainer) ?? people[0]
  const [selected, setSelected] = useState(trainer)
  if (!selected) return null
  const select = (person: PersonInVideo) => {
    setSelected(person)
    if (video.current) video.current.currentTime = person.timeSeconds
  }
  return (
    <>
      <p>{words.trainerChoice.explanation}</p>
      <div className="trainer-choice-frame">
        <video
          ref={video}
          src={videoUrl}
          muted
          playsInline
          preload="auto"
          aria-hidden="true"
          tabIndex={-1}
          onLoadedMetadata={(event) => (event.currentTarget.currentTime = selected.timeSeconds)}
        />
        {people
          .filter((person) => person.timeSeconds === selected.timeSeconds)
          .map((person) => (
            <label
              key={person.number}
              className={`trainer-choice-box${person === selected ? ' is-selected' : ''}`}
              htmlFor={`person-${person.number}`}
              style={{
                left: percent(person.box.left),
                top: percent(person.box.top),
                width: percent(person.box.width),
                height: percent(person.box.height),
              }}
            >
              <span>{person.number}</span>
            </label>
          ))}
      </div>
      <fieldset className="trainer-choice-list">
        <legend>{words.trainerChoice.question}</legend>
        {people.map((person) => (
          <label key={person.number} htmlFor={`person-${person.number}`}>
            <input
              id={`person-${person.number}`}
              type="radio"
              name="trainer"
              checked={person === selected}
              onChange={() => select(person)}
            />
            {words.trainerChoice.person(person.number, person === trainer, person.isStill)}
          </label>
        ))}
      </fieldset>
      {!isChoosable && <p>{words.trainerChoice.later}</p>}
      {isChoosable && selected !== trainer && (
        <AskFirst
          label={words.trainerChoice.choose(selected.number)}
          question={words.trainerChoice.sure}
          confirm={words.trainerChoice.confirm}
          keep={words.trainerChoice.keep}
          act={() => choose(selected.number)}
        />
      )}
    </>
  )
}
