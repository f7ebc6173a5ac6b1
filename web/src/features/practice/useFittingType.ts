import { useLayoutEffect, type RefObject } from 'react'

const sizes = [1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4]
// Where the words lie over the stage, they leave it what is above: the score.
const mostOfStage = 0.6

/**
 * Makes the type of the room's large line as small as its words need to be shown whole, by the property --type-size: 1 is as large
 * as the form of the window allows. The line keeps its place.
 */
export function useFittingType(line: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const element = line.current
    if (!element) return
    const fit = () => {
      for (const size of sizes) {
        element.style.setProperty('--type-size', String(size))
        if (fits(element)) return
      }
    }
    fit()
    const words = new MutationObserver(fit)
    words.observe(element, { childList: true, characterData: true, subtree: true })
    const place = new ResizeObserver(fit)
    place.observe(element)
    document.fonts.addEventListener('loadingdone', fit)
    return () => {
      words.disconnect()
      place.disconnect()
      document.fonts.removeEventListener('loadingdone', fit)
    }
  }, [line])
}

function fits(line: HTMLElement): boolean {
  const words = line.firstElementChild
  if (!(words instanceof HTMLElement)) return true
  if (words.scrollWidth > words.clientWidth) return false
  if (line.clientHeight > 0) return words.offsetHeight <= line.clientHeight
  const stage = line.previousElementSibling
  return !stage || words.offsetHeight <= mostOfStage * stage.clientHeight
}
