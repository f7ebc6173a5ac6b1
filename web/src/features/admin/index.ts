export { NetworksPanel } from './NetworksPanel'
