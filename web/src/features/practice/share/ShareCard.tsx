import { useEffect, useRef, useState } from 'react'
import { readPicture, type Picture } from '../../../api/pictures'
import type { StageView } from '../../../engine'
import { useLanguage } from '../../../i18n/LanguageProvider'
import { download } from '../../../ui/download'
import { Problem } from '../../../ui/Problem'
import type { CardContent } from './card_content'
import { cardSize, drawCard, type CardPicture } from './draw_card'
import './share.css'

interface ShareCardProps {
  content: CardContent
  /** Of the training. */
  picture: Picture | undefined
  /** Of the person, by their camera: in the card only when they want it. */
  ownPicture: () => StageView | null
}

interface Made {
  file: File
  address: string
  showsPerson: boolean
}

/** Makes a picture of the result that the person can send to others, or keep. */
export function ShareCard({ content, picture, ownPicture }: ShareCardProps) {
  const { words } = useLanguage()
  const [made, setMade] = useState<Made>()
  const [isMaking, setMaking] = useState(false)
  // What is being made, while the card before is shown.
  const [isPersonWanted, setPersonWanted] = useState(false)
  const [error, setError] = useState<unknown>()
  useEffect(() => () => URL.revokeObjectURL(made?.address ?? ''), [made])

  const make = async (showsPerson: boolean) => {
    if (isMaking) return
    setMaking(true)
    setPersonWanted(showsPerson)
    setError(undefined)
    try {
      const own = showsPerson ? ownPicture() : null
      const file = own ? await drawFile(content, { view: own }) : await cardFile(content, picture)
      setMade({ file, address: URL.createObjectURL(file), showsPerson: own !== null })
    } catch (caught) {
      setError(caught)
      setPersonWanted(made?.showsPerson ?? false)
    } finally {
      setMaking(false)
    }
  }
  if (!made) {
    return (
      <section className="share">
        {error !== undefined && <Problem error={error} />}
        <button
          className="button button-room"
          type="button"
          aria-disabled={isMaking}
          onClick={() => void make(false)}
        >
          {isMaking ? words.share.making : words.share.make}
        </button>
      </section>
    )
  }
  return (
    <MadeCard
      {...made}
      content={content}
      problem={error}
      isPersonWanted={isPersonWanted}
      {...(ownPicture() && { showPerson: (showsPerson: boolean) => void make(showsPerson) })}
    />
  )
}

interface MadeCardProps extends Made {
  content: CardContent
  /** Why another one could not be made. */
  problem: unknown
  isPersonWanted: boolean
  /** Makes another one, with the person in it or without; where there is a picture of them. */
  showPerson?: (showsPerson: boolean) => void
}

function MadeCard(props: MadeCardProps) {
  const { file, address, showsPerson, content, problem, isPersonWanted, showPerson } = props
  const { words } = useLanguage()
  const [failure, setError] = useState<unknown>()
  const error = failure ?? problem
  // The button that had the focus has gone.
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const canShare = typeof navigator.canShare === 'function' && navigator.canShare({ files: [file] })
  const share = async () => {
    setError(undefined)
    try {
      await navigator.share({ files: [file], title: content.title })
    } catch (caught) {
      // Who closes the menu of the system has changed their mind.
      if (!(caught instanceof DOMException && caught.name === 'AbortError')) setError(caught)
    }
  }
  return (
    <section className="share" aria-labelledby="share-heading">
      <h4 ref={heading} id="share-heading" tabIndex={-1}>
        {words.share.heading}
      </h4>
      <img
        className="share-card"
        src={address}
        width={cardSize.width}
        height={cardSize.height}
        alt={words.share.description(content.title, content.score, content.date)}
      />
      {showPerson && (
        <label className="setting-check">
          <input
            type="checkbox"
            checked={isPersonWanted}
            onChange={(event) => showPerson(event.currentTarget.checked)}
          />
          <span>{words.share.showPerson}</span>
        </label>
      )}
      <p className="kept-note" role="status">
        {showsPerson ? words.share.ownCamera : words.share.noCamera}
      </p>
      {error !== undefined && <Problem error={error} />}
      <div className="share-actions">
        {canShare && (
          <button className="button button-primary" type="button" onClick={() => void share()}>
            {words.share.send}
          </button>
        )}
        <button className="button button-room" type="button" onClick={() => download(file, file.name)}>
          {words.share.download}
        </button>
      </div>
    </section>
  )
}

async function cardFile(content: CardContent, picture: Picture | undefined): Promise<File> {
  const image = picture && (await readImage(picture))
  try {
    return await drawFile(content, image && { image })
  } finally {
    image?.close()
  }
}

async function drawFile(content: CardContent, picture: CardPicture | undefined): Promise<File> {
  const canvas = await drawCard(content, picture)
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
  if (!blob) throw new Error('the card could not be encoded')
  return new File([blob], 'training-zip.png', { type: 'image/png' })
}

const pictureSeconds = 10

/** A card without the picture is better than none. */
async function readImage(picture: Picture): Promise<ImageBitmap | undefined> {
  try {
    const blob = await readPicture(picture, cardSize.width, AbortSignal.timeout(1000 * pictureSeconds))
    return await createImageBitmap(blob)
  } catch {
    return undefined
  }
}
