import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { pictureWidths, readPicture, sourcesOf } from './pictures'
import { listTrainings } from './trainings'

const picture = { small: '/p?v=1&size=small', medium: '/p?v=1&size=medium', large: '/p?v=1', isClosed: true }
let asked: string[]
let answer: () => Response

beforeEach(() => {
  asked = []
  // Nobody has signed in here before.
  vi.stubGlobal('localStorage', { getItem: () => null, removeItem: () => undefined })
  vi.stubGlobal('location', { href: 'https://here.example/mine' })
  vi.stubGlobal('fetch', async (path: string) => {
    asked.push(path)
    return answer()
  })
})
afterEach(() => vi.unstubAllGlobals())

it('offers an image element every size with its width', () => {
  expect(sourcesOf(picture)).toBe('/p?v=1&size=small 320w, /p?v=1&size=medium 640w, /p?v=1 1280w')
})

it('reads a closed picture no smaller than it is shown', async () => {
  answer = () => new Response(new Uint8Array([0xff, 0xd8, 0xff]))
  const aborter = new AbortController()
  for (const width of [100, pictureWidths.small, 321, pictureWidths.medium, 641, 5000]) {
    const blob = await readPicture(picture, width, aborter.signal)
    expect(new Uint8Array(await blob.arrayBuffer())).toEqual(new Uint8Array([0xff, 0xd8, 0xff]))
  }
  expect(asked).toEqual([picture.small, picture.small, picture.medium, picture.medium, picture.large, picture.large])
})

it('says of each training which picture it has, and whether an image element may ask for it', async () => {
  const links = {
    thumbnail: { href: 'https://here.example/api/thumbnail/1?v=5' },
    thumbnailMedium: { href: 'https://here.example/api/thumbnail/1?v=5&size=medium' },
    thumbnailSmall: { href: 'https://here.example/api/thumbnail/1?v=5&size=small' },
  }
  const own = { state: 'READY', visibility: 'public', _links: links }
  const trainingList = [
    { _links: {} }, { _links: links }, own, { ...own, visibility: 'unlisted' }, { ...own, visibility: 'subscribers' },
    { ...own, visibility: 'private' }, { ...own, hidden: true }, { ...own, state: 'PROCESSING' },
  ]
  answer = () => new Response(JSON.stringify({ _embedded: { trainingList } }))
  const { rows } = await listTrainings({ search: '', page: 0, sort: 'title,ASC', mine: true })
  expect(rows.map((row) => row.picture?.isClosed)).toEqual([undefined, false, false, false, true, true, true, true])
  expect(rows[1]?.picture).toEqual({
    small: '/api/thumbnail/1?v=5&size=small',
    medium: '/api/thumbnail/1?v=5&size=medium',
    large: '/api/thumbnail/1?v=5',
    isClosed: false,
  })
})
