import { useEffect, useRef } from 'react'

interface BlobImageProps {
  className?: string
  blob: Blob
}

/** A picture that came by a request of ours, since an image element sends no credential. Decoration. */
export function BlobImage({ className, blob }: BlobImageProps) {
  const image = useRef<HTMLImageElement>(null)
  useEffect(() => {
    if (!image.current) return
    const address = URL.createObjectURL(blob)
    image.current.src = address
    return () => URL.revokeObjectURL(address)
  }, [blob])
  return <img className={className} alt="" ref={image} />
}
