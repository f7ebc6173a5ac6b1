import { useState } from 'react'

interface AvatarProps {
  name: string
  /** The address of the person's picture, another one for each version of it; absent when there is none. */
  picture: string | undefined
  isLarge?: boolean
}

/** A person's picture, else the first letter of their name. Decoration: the name stands beside it. */
export function Avatar({ name, picture, isLarge = false }: AvatarProps) {
  // It may have been removed since its address was read.
  const [missing, setMissing] = useState<string>()
  const className = isLarge ? 'avatar avatar-large' : 'avatar'
  if (picture === undefined || missing === picture) {
    return <span className={className} aria-hidden="true" data-letter={Array.from(name)[0]?.toUpperCase()} />
  }
  return <img className={className} alt="" src={picture} loading="lazy" onError={() => setMissing(picture)} />
}
