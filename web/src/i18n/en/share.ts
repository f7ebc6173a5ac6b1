import type { Messages } from '../korean'

export const share: Messages['share'] = {
  make: 'Make a picture of the result',
  making: 'The picture is being made…',
  heading: 'Picture of the result',
  description: (title, score, date) => `${title}, score ${score}, ${date}`,
  noCamera: 'Nothing that the camera saw is in it.',
  showPerson: 'Show me in it',
  ownCamera:
    'It shows you as the camera saw you at your best moment. It is on this device only, and gone when you leave.',
  send: 'Share',
  download: 'Save the picture',
}
