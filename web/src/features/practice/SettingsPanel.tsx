import { useLanguage } from '../../i18n/LanguageProvider'
import { BeatSetting } from './beat/BeatSetting'
import { DelaySetting } from './delay/DelaySetting'
import { canMeasure } from './practice'
import type { PracticeView } from './practice_view'
import { type PracticeSettings, speeds } from './settings'

interface SettingsPanelProps {
  settings: PracticeSettings
  view: PracticeView
  measureDelay: () => void
  forgetDelay: () => void
  change: (settings: PracticeSettings) => void
  close: () => void
}

export function SettingsPanel(props: SettingsPanelProps) {
  const { settings, view, measureDelay, forgetDelay, change, close } = props
  const { cameras, source } = view
  const { language, words } = useLanguage()
  const { practice } = words
  const note = {
    camera: practice.privacy,
    phone: words.phoneCamera.privacy,
    recording: words.firstSteps.recording.text,
  }
  const isKnown = cameras.some((camera) => camera.deviceId === settings.cameraId)
  return (
    <section className="room-settings" aria-label={practice.settings}>
      <h3>{practice.settings}</h3>
      <label className="setting">
        <span>{practice.speed}</span>
        <select
          value={settings.speed}
          onChange={(event) => change({ ...settings, speed: Number(event.currentTarget.value) })}
        >
          {speeds.map((speed) => (
            <option key={speed} value={speed}>
              {practice.speedValue(speed.toLocaleString(language))}
            </option>
          ))}
        </select>
      </label>
      <label className="setting">
        <span>{practice.volume}</span>
        <input
          type="range"
          min={0}
          max={1}
          step={0.1}
          value={settings.volume}
          onChange={(event) => change({ ...settings, volume: event.currentTarget.valueAsNumber })}
        />
      </label>
      <label className="setting setting-check">
        <input
          type="checkbox"
          checked={settings.hasVoice}
          onChange={(event) => change({ ...settings, hasVoice: event.currentTarget.checked })}
        />
        <span>{practice.voice}</span>
      </label>
      <BeatSetting
        isOn={settings.hasBeat}
        hasBeat={view.hasBeat}
        change={(hasBeat) => change({ ...settings, hasBeat })}
      />
      {source === 'camera' && (
        <label className="setting">
          <span>{practice.camera}</span>
          <select
            value={isKnown ? settings.cameraId : (cameras[0]?.deviceId ?? '')}
            onChange={(event) => change({ ...settings, cameraId: event.currentTarget.value })}
          >
            {cameras.map((camera, index) => (
              <option key={camera.deviceId} value={camera.deviceId}>
                {camera.label || practice.cameraNumber(index + 1)}
              </option>
            ))}
          </select>
        </label>
      )}
      {source !== 'recording' && (
        <DelaySetting
          delay={view.delay}
          canMeasure={canMeasure(view.phase)}
          measure={measureDelay}
          forget={forgetDelay}
        />
      )}
      <label className="setting setting-check">
        <input
          type="checkbox"
          checked={settings.mirror}
          onChange={(event) => change({ ...settings, mirror: event.currentTarget.checked })}
        />
        <span>{practice.mirrorScore}</span>
      </label>
      <label className="setting setting-check">
        <input
          type="checkbox"
          checked={settings.pausesWhenAway}
          onChange={(event) => change({ ...settings, pausesWhenAway: event.currentTarget.checked })}
        />
        <span>{practice.pauseSetting}</span>
      </label>
      <label className="setting setting-check">
        <input
          type="checkbox"
          checked={settings.shapeFit === 'trainee'}
          onChange={(event) =>
            change({ ...settings, shapeFit: event.currentTarget.checked ? 'trainee' : 'frame' })
          }
        />
        <span>{practice.fitShape}</span>
      </label>
      <label className="setting">
        <span>{practice.shapeOpacity}</span>
        <input
          type="range"
          min={0}
          max={1}
          step={0.05}
          value={settings.shapeOpacity}
          onChange={(event) => change({ ...settings, shapeOpacity: event.currentTarget.valueAsNumber })}
        />
      </label>
      <label className="setting setting-check">
        <input
          type="checkbox"
          checked={settings.hasShortcuts}
          onChange={(event) => change({ ...settings, hasShortcuts: event.currentTarget.checked })}
        />
        <span>{practice.shortcuts}</span>
      </label>
      <p className="setting-note">{practice.shortcutsList}</p>
      <p className="setting-note">{note[source]}</p>
      <button className="button button-room" type="button" onClick={close}>
        {words.app.close}
      </button>
    </section>
  )
}
