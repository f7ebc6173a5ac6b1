import type { Box, StageView } from '../../../engine'
import type { CardContent } from './card_content'
import { linesOf } from './text_lines'

/** Pixels. The form of a picture that fills the most of a feed on a phone. */
export const cardSize = { width: 1080, height: 1350 }

// Those of the room, ui/styles/tokens.css.
const colours = {
  night: '#0b1114',
  panel: '#161f24',
  line: '#33424a',
  light: '#f2fbfc',
  soft: '#a9bcc3',
  shape: '#19e0ee',
}
const family = "'Pretendard Variable', Pretendard, 'Apple SD Gothic Neo', 'Noto Sans KR', sans-serif"
const margin = 64
const inner = cardSize.width - 2 * margin
const pictureHeight = 610

type Drawing = CanvasRenderingContext2D

interface Size {
  width: number
  height: number
}

/** The part of a picture that covers a place: of a wide one the middle, of a tall one what is above it, where heads are. */
export function coverOf(picture: Size, place: Size) {
  const scale = Math.max(place.width / picture.width, place.height / picture.height)
  const [width, height] = [place.width / scale, place.height / scale]
  return { x: (picture.width - width) / 2, y: (picture.height - height) / 6, width, height }
}

/** A picture of the training, or of the person as the stage showed them. */
export type CardPicture = { image: ImageBitmap } | { view: StageView }

// What is below stands behind the title.
const clearHeight = 470

/**
 * Where a picture goes, so that the person in it is seen whole above the title: as large as that allows, no larger than to cover
 * the place and no smaller than to touch two of its sides.
 */
export function placeOfPerson(picture: Size, person: Box, place: Size): Size & { x: number; y: number } {
  const cover = Math.max(place.width / picture.width, place.height / picture.height)
  const contain = Math.min(place.width / picture.width, place.height / picture.height)
  // Keypoints end at the eyes and the ankles.
  const tall = person.bottom - person.top
  const [top, bottom] = [person.top - 0.15 * tall, person.bottom + 0.05 * tall]
  const fit = clearHeight / Math.max(1, bottom - top)
  const scale = Math.min(cover, Math.max(contain, fit))
  const [width, height] = [picture.width * scale, picture.height * scale]
  const middle = {
    x: ((person.left + person.right) / 2) * scale,
    y: ((top + bottom) / 2) * scale,
  }
  // As near to what is wanted as leaves no gap that the picture could fill.
  const fill = (wanted: number, size: number, room: number) =>
    size <= room ? (room - size) / 2 : Math.min(0, Math.max(room - size, wanted))
  // Whoever is taller than what is clear is covered by the title, not cut by the edge.
  const wantedTop = Math.max(clearHeight / 2 - middle.y, -top * scale)
  return {
    x: fill(place.width / 2 - middle.x, width, place.width),
    y: fill(wantedTop, height, clearHeight),
    width,
    height,
  }
}

const font = (weight: number, size: number) => `${weight} ${size}px ${family}`

/** Fonts come in parts; those of this text are asked for, and drawn with when they are there. */
async function loadFonts(content: CardContent): Promise<void> {
  const facts = content.facts.map(({ name, value }) => name + value).join('')
  const text = Object.values({ ...content, facts, history: '' }).join('') + 'Training.zip…'
  await Promise.all(
    [500, 700, 800].map((weight) => document.fonts.load(`${weight} 40px 'Pretendard Variable'`, text)),
  )
}

/** Draws the card in a canvas of its own. picture: of the training or of the person, where there is one; stays the caller's. */
export async function drawCard(content: CardContent, picture?: CardPicture): Promise<HTMLCanvasElement> {
  const canvas = document.createElement('canvas')
  Object.assign(canvas, cardSize)
  const drawing = canvas.getContext('2d')
  if (!drawing) throw new Error('no 2D drawing')
  // A card in another font is better than none.
  await loadFonts(content).catch(() => undefined)
  drawing.fillStyle = colours.night
  drawing.fillRect(0, 0, cardSize.width, cardSize.height)
  if (!picture) drawFigureGround(drawing)
  else if ('view' in picture) drawPerson(drawing, picture.view)
  else drawPicture(drawing, picture.image)
  drawShades(drawing)
  drawName(drawing)
  drawTitle(drawing, content)
  drawScore(drawing, content)
  drawCourse(drawing, content)
  drawFacts(drawing, content)
  drawFoot(drawing, content)
  return canvas
}

function drawPicture(drawing: Drawing, picture: ImageBitmap): void {
  const place = { width: cardSize.width, height: pictureHeight }
  const part = coverOf(picture, place)
  drawing.drawImage(picture, part.x, part.y, part.width, part.height, 0, 0, place.width, place.height)
}

function drawPerson(drawing: Drawing, { image, person }: StageView): void {
  drawGlow(drawing)
  const { x, y, width, height } = placeOfPerson(image, person, {
    width: cardSize.width,
    height: pictureHeight,
  })
  drawing.save()
  drawing.beginPath()
  drawing.rect(0, 0, cardSize.width, pictureHeight)
  drawing.clip()
  drawing.drawImage(image, x, y, width, height)
  // It may end above the title, but not with an edge.
  const end = y + height
  const fade = drawing.createLinearGradient(0, end - 160, 0, end)
  fade.addColorStop(0, 'rgb(11 17 20 / 0%)')
  fade.addColorStop(1, colours.night)
  drawing.fillStyle = fade
  drawing.fillRect(0, end - 160, cardSize.width, pictureHeight)
  drawing.restore()
}

/** The figure of web/public/favicon.svg, 32 units wide and high. */
function drawFigure(drawing: Drawing, x: number, y: number, size: number): void {
  drawing.save()
  drawing.translate(x, y)
  drawing.scale(size / 32, size / 32)
  drawing.fillStyle = colours.shape
  drawing.strokeStyle = colours.shape
  drawing.lineWidth = 3
  drawing.lineJoin = 'round'
  drawing.lineCap = 'round'
  drawing.beginPath()
  drawing.arc(16, 8, 3.6, 0, 2 * Math.PI)
  drawing.fill()
  const limbs = new Path2D('M6 12.5 13 15v5l-3 8M26 12.5 19 15v5l3 8M13 15h6v5h-6z')
  drawing.stroke(limbs)
  drawing.fill(new Path2D('M13 15h6v5h-6z'))
  drawing.restore()
}

/** In the place of a picture. */
function drawFigureGround(drawing: Drawing): void {
  drawGlow(drawing)
  drawFigure(drawing, 390, 110, 300)
}

function drawGlow(drawing: Drawing): void {
  const glow = drawing.createRadialGradient(540, 300, 40, 540, 300, 620)
  glow.addColorStop(0, '#12525a')
  glow.addColorStop(1, colours.night)
  drawing.fillStyle = glow
  drawing.fillRect(0, 0, cardSize.width, pictureHeight)
}

/** Words stand on what is dark, whatever the picture shows. */
function drawShades(drawing: Drawing): void {
  const above = drawing.createLinearGradient(0, 0, 0, 200)
  above.addColorStop(0, 'rgb(11 17 20 / 80%)')
  above.addColorStop(1, 'rgb(11 17 20 / 0%)')
  drawing.fillStyle = above
  drawing.fillRect(0, 0, cardSize.width, 200)
  const below = drawing.createLinearGradient(0, pictureHeight - 330, 0, pictureHeight)
  below.addColorStop(0, 'rgb(11 17 20 / 0%)')
  below.addColorStop(0.55, 'rgb(11 17 20 / 78%)')
  below.addColorStop(1, colours.night)
  drawing.fillStyle = below
  drawing.fillRect(0, pictureHeight - 330, cardSize.width, 331)
}

function drawName(drawing: Drawing): void {
  drawing.fillStyle = colours.night
  drawing.beginPath()
  drawing.roundRect(margin, 52, 64, 64, 14)
  drawing.fill()
  drawFigure(drawing, margin, 52, 64)
  write(drawing, 'Training.zip', margin + 82, 97, font(800, 38), colours.light)
}

function drawTitle(drawing: Drawing, { title, trainer }: CardContent): void {
  drawing.font = font(800, 62)
  const lines = linesOf(title, inner, 2, (text) => drawing.measureText(text).width)
  const lineHeight = 76
  const last = pictureHeight - 8
  lines.forEach((line, index) => {
    write(drawing, line, margin, last - (lines.length - 1 - index) * lineHeight, font(800, 62), colours.light)
  })
  drawing.font = font(500, 34)
  const [name = ''] = linesOf(trainer, inner, 1, (text) => drawing.measureText(text).width)
  write(drawing, name, margin, last + 54, font(500, 34), colours.soft)
}

function drawScore(drawing: Drawing, { score, scoreLabel, heading }: CardContent): void {
  const base = 930
  write(drawing, score, margin - 8, base, font(800, 236), colours.shape)
  const beside = margin + drawing.measureText(score).width + 40
  const width = cardSize.width - margin - beside
  write(drawing, scoreLabel, beside, base - 118, font(500, 34), colours.soft)
  drawing.font = font(700, 50)
  linesOf(heading, width, 2, (text) => drawing.measureText(text).width).forEach((line, index) => {
    write(drawing, line, beside, base - 54 + index * 60, font(700, 50), colours.light)
  })
}

/** The score over the time of the video. */
function drawCourse(drawing: Drawing, { history }: CardContent): void {
  const [top, height] = [990, 110]
  const [first, last] = [history[0], history.at(-1)]
  if (!first || !last || last.time <= first.time) return
  const x = (time: number) => margin + (inner * (time - first.time)) / (last.time - first.time)
  const y = (score: number) => top + height * (1 - score / 100)
  const line = new Path2D()
  history.forEach(({ time, score }, index) =>
    index === 0 ? line.moveTo(x(time), y(score)) : line.lineTo(x(time), y(score)),
  )
  const area = new Path2D(line)
  area.lineTo(x(last.time), top + height)
  area.lineTo(x(first.time), top + height)
  area.closePath()
  drawing.fillStyle = 'rgb(25 224 238 / 16%)'
  drawing.fill(area)
  drawing.strokeStyle = colours.shape
  drawing.lineWidth = 5
  drawing.lineJoin = 'round'
  drawing.stroke(line)
}

function drawFacts(drawing: Drawing, { facts }: CardContent): void {
  const column = inner / Math.max(1, facts.length)
  facts.forEach(({ name, value }, index) => {
    const left = margin + index * column
    drawing.font = font(500, 28)
    const [shownName = ''] = linesOf(name, column - 20, 1, (text) => drawing.measureText(text).width)
    write(drawing, shownName, left, 1160, font(500, 28), colours.soft)
    drawing.font = font(800, 42)
    const [shownValue = ''] = linesOf(value, column - 20, 1, (text) => drawing.measureText(text).width)
    write(drawing, shownValue, left, 1212, font(800, 42), colours.light)
  })
}

function drawFoot(drawing: Drawing, { date, address }: CardContent): void {
  drawing.fillStyle = colours.line
  drawing.fillRect(margin, 1252, inner, 2)
  write(drawing, date, margin, 1306, font(500, 30), colours.soft)
  const left = margin + drawing.measureText(date).width + 40
  const [shown = ''] = linesOf(
    address,
    cardSize.width - margin - left,
    1,
    (text) => drawing.measureText(text).width,
  )
  write(
    drawing,
    shown,
    cardSize.width - margin - drawing.measureText(shown).width,
    1306,
    font(500, 30),
    colours.soft,
  )
}

function write(drawing: Drawing, text: string, x: number, y: number, style: string, colour: string): void {
  drawing.font = style
  drawing.fillStyle = colour
  drawing.fillText(text, x, y)
}
