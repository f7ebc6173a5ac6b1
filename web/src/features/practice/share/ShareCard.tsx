import { useEffect, useRef, useState } from 'react'
import { readPicture, type Picture } from '../../../api/pictures'
import { useLanguage } from '../../../i18n/LanguageProvider'
import { download } from '../../../ui/download'
import { Problem } from '../../../ui/Problem'
import type { CardContent } from './card_content'
import { cardSize, drawCard, type CardPicture } from './draw_card'
import './share.css'

interface ShareCardProps {
  content: CardContent
  /** Of the training. Nothing of the camera is in the card. */
  picture: Picture | undefined
}

interface Made {
  file: File
  address: string
}

/** Makes a picture of the result that the person can send to others, or keep. */
export function ShareCard({ content, picture }: ShareCardProps) {
  const { words } = useLanguage()
  const [made, setMade] = useState<Made>()
  const [isMaking, setMaking] = useState(false)
  const [error, setError] = useState<unknown>()
  useEffect(() => () => URL.revokeObjectURL(made?.address ?? ''), [made])

  const make = async () => {
    if (isMaking) return
    setMaking(true)
    setError(undefined)
    try {
      const file = await cardFile(content, picture)
      setMade({ file, address: URL.createObjectURL(file) })
    } catch (caught) {
      setError(caught)
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
          onClick={() => void make()}
        >
          {isMaking ? words.share.making : words.share.make}
        </button>
      </section>
    )
  }
  return <MadeCard {...made} content={content} />
}

function MadeCard({ file, address, content }: Made & { content: CardContent }) {
  const { words } = useLanguage()
  const [error, setError] = useState<unknown>()
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
      <p className="kept-note" role="status">
        {words.share.noCamera}
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
    const canvas = await drawCard(content, image)
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
    if (!blob) throw new Error('the card could not be encoded')
    return new File([blob], 'training-zip.png', { type: 'image/png' })
  } finally {
    if (image?.image instanceof ImageBitmap) image.image.close()
  }
}

const pictureSeconds = 10

/** A card without the picture is better than none. */
async function readImage(picture: Picture): Promise<CardPicture | undefined> {
  try {
    const blob = await readPicture(picture, cardSize.width, AbortSignal.timeout(1000 * pictureSeconds))
    const image = await createImageBitmap(blob)
    return { image, width: image.width, height: image.height }
  } catch {
    return undefined
  }
}
