import { useState } from 'react'

interface AvatarProps {
  userId: string
  name: string
  isLarge?: boolean
  /** Changes when the picture has. */
  version?: number
}

/** A person's picture, else the first letter of their name. Decoration: the name stands beside it. */
export function Avatar({ userId, name, isLarge = false, version = 0 }: AvatarProps) {
  const address = `/api/profile/${encodeURIComponent(userId)}/image?size=small${version ? `&again=${version}` : ''}`
  const [missing, setMissing] = useState<string>()
  const className = isLarge ? 'avatar avatar-large' : 'avatar'
  if (missing === address) {
    return <span className={className} aria-hidden="true" data-letter={Array.from(name)[0]?.toUpperCase()} />
  }
  return <img className={className} alt="" src={address} loading="lazy" onError={() => setMissing(address)} />
}
