import type { Messages } from '../korean'

export const phoneCamera: Messages['phoneCamera'] = {
  use: 'Use my phone as the camera',
  instead: 'No good camera at this screen?',
  useThisCamera: 'Use the camera of this device',
  heading: 'Use your phone as the camera',
  steps: [
    'Scan the QR code with a phone that is on the same Wi-Fi as this screen, and open it.',
    'On the phone, choose “Start the camera” and allow it.',
    'Stand the phone up at hip height. Once it is connected, this goes on by itself.',
  ],
  qrCode: 'QR code to scan with the phone',
  byHand: 'If you cannot scan it, open this address and type the code.',
  makingCode: 'Making a code',
  waitingForPhone: 'Waiting for the phone',
  connecting: 'Connecting',
  notReached:
    'The phone could not be reached. See that both are on the same Wi-Fi, and try again with this new code.',
  ownAddress:
    'The present address opens on this device only. Open this page at one that the phone can open too, such as this device’s address in the network.',
  privacy: 'The picture goes straight from the phone to the screen. It is never sent to a server or stored.',
  title: 'Phone camera',
  phoneText:
    'This phone becomes the camera of the training on your screen. Both have to be on the same Wi-Fi.',
  start: 'Start the camera',
  starting: 'Opening the camera. Please allow it when the browser asks',
  connected: 'Connected to the screen. Stand the phone up and step back',
  interrupted: 'The connection is interrupted. Trying to get it back',
  preview: 'What the camera of this phone sees',
  toBack: 'To the back camera',
  toFront: 'To the front camera',
  end: 'End',
  keepOpen: 'Keep this page open. The phone’s display stays on by itself.',
  ended: 'The connection has ended and the camera is off.',
  lost: 'The connection to the screen is lost and the camera is off.',
  newCode:
    'To go on, scan or type a new code from the screen. Phone and screen have to be on the same Wi-Fi.',
  typeCode: 'Type a code',
  codeLabel: 'The code on the screen',
  codeHint: 'For example K7M3-9QXT-2FHB',
  codeWrong: 'A code has 12 letters and digits. Please look at the screen again.',
  codeNext: 'Next',
}
