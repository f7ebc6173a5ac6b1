import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { pictureWidths, readPicture, sourcesOf, type Picture } from '../../api/pictures'
import { BlobImage } from '../../ui/BlobImage'

// How wide a card is, for browsers that do not take the width from the layout: one column, two or three, four.
const cardWidths = 'auto, (max-width: 36rem) 100vw, (max-width: 60rem) 24rem, 18rem'

/** The training's picture, or a shape drawn for it. Decoration: the title says what it is. */
export function Thumbnail({ id, picture }: { id: number; picture: Picture | undefined }) {
  if (!picture) return <DrawnShape id={id} />
  return picture.isClosed ? (
    <ClosedPicture id={id} picture={picture} />
  ) : (
    <OpenPicture id={id} picture={picture} />
  )
}

interface PictureProps {
  id: number
  picture: Picture
}

function OpenPicture({ id, picture }: PictureProps) {
  const [isMissing, setMissing] = useState(false)
  if (isMissing) return <DrawnShape id={id} />
  return (
    <img
      className="card-picture"
      alt=""
      loading="lazy"
      sizes={cardWidths}
      srcSet={sourcesOf(picture)}
      src={picture.small}
      onError={() => setMissing(true)}
    />
  )
}

function ClosedPicture({ id, picture }: PictureProps) {
  const width = pictureWidths.small * devicePixelRatio
  const { data: blob, error } = useQuery({
    queryKey: ['picture', picture, width],
    queryFn: ({ signal }) => readPicture(picture, width, signal),
  })
  if (error) return <DrawnShape id={id} />
  if (!blob) return <span className="card-picture" />
  return <BlobImage className="card-picture" blob={blob} />
}

function DrawnShape({ id }: { id: number }) {
  return (
    <svg
      className="card-picture card-shape"
      viewBox="0 0 160 100"
      aria-hidden="true"
      preserveAspectRatio="xMidYMax meet"
    >
      <circle cx="80" cy="30" r="9" />
      <path
        d={shapes[id % shapes.length]}
        strokeWidth="11"
        strokeLinejoin="round"
        strokeLinecap="round"
        fill="none"
      />
    </svg>
  )
}

const shapes = [
  'M80 50v20M70 50 52 66M90 50l18 16M76 72 60 82l4 22M84 72l16 10-4 22',
  'M80 50v22M72 50 46 44M88 50l26-6M76 74 66 104M84 74l10 30',
  'M80 50v22M70 50 56 24M90 50l14-26M76 74 60 104M84 74l16 30',
]
