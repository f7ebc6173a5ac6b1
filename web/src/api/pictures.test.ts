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
  expect(asked).toEqual([
    picture.small,
    picture.small,
    picture.medium,
    picture.medium,
    picture.large,
    picture.large,
  ])
})

it('says of each training which picture it has, and whether an image element may ask for it', async () => {
  const links = {
    self: { href: 'https://here.example/api/trainings/1' },
    thumbnail: { href: 'https://here.example/api/thumbnail/1?v=5' },
    thumbnailMedium: { href: 'https://here.example/api/thumbnail/1?v=5&size=medium' },
    thumbnailSmall: { href: 'https://here.example/api/thumbnail/1?v=5&size=small' },
  }
  const row = {
    trainingId: 1,
    title: 't',
    body: '',
    trainerId: '1',
    trainer: 'T',
    views: 0,
    modifiedDate: '',
    category: 'other',
  }
  const bare = { ...row, _links: { self: links.self } }
  const listed = { ...row, _links: links }
  const own = { ...listed, state: 'READY', visibility: 'public' }
  const read = async (mine: boolean, trainingList: object[]) => {
    const body = {
      _embedded: { trainingList },
      _links: { first: links.self, self: links.self },
      page: { size: 12 },
    }
    answer = () => new Response(JSON.stringify(body))
    const { rows } = await listTrainings({ of: mine ? 'caller' : 'everybody', page: 0, sort: 'title,ASC' })
    return rows.map((each) => each.picture)
  }
  const [none, open] = await read(false, [bare, listed])
  expect(none).toBeUndefined()
  const owned = await read(true, [
    { ...bare, state: 'READY', visibility: 'public' },
    own,
    { ...own, visibility: 'unlisted' },
    { ...own, visibility: 'subscribers' },
    { ...own, visibility: 'private' },
    { ...own, hidden: true },
    { ...own, state: 'PROCESSING' },
  ])
  expect(owned.map((each) => each?.isClosed)).toEqual([undefined, false, false, true, true, true, true])
  expect(open).toEqual({
    small: '/api/thumbnail/1?v=5&size=small',
    medium: '/api/thumbnail/1?v=5&size=medium',
    large: '/api/thumbnail/1?v=5',
    isClosed: false,
  })
})
