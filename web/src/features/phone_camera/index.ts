export { CameraPage } from './CameraPage'
export { PairingPanel } from './PairingPanel'
export { waitForPhone, type Pairing } from './screen_link'
