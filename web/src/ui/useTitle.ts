import { useEffect } from 'react'

/** Names the window while the page is shown. */
export function useTitle(title: string | undefined): void {
  useEffect(() => {
    document.title = title ? `${title} – Training.zip` : 'Training.zip'
  }, [title])
}
