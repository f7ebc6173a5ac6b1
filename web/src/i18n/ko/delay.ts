/** How late the camera, the screen and the speakers are, and how that is measured. */
export const delay = {
  name: '카메라와 화면의 지연',
  unknown: '카메라나 화면이 늦으면 제때 움직여도 늦은 것으로 나옵니다. 10초 동안 손뼉을 쳐서 잴 수 있습니다.',
  known: (seconds: string) => `${seconds}초. 점수에서 이만큼은 늦은 것으로 보지 않습니다.`,
  measure: '지연 재기',
  again: '다시 재기',
  forget: '잰 값 지우기',
  stop: '그만 재기',
  done: '확인',
  placing: '두 손이 다 보이게 서 주세요',
  placingNote: '두 손이 보이면 박자가 나옵니다',
  clap: '박자에 맞춰 손뼉을 치세요',
  clapNote: '사이사이 두 손을 어깨너비로 벌려 주세요',
  measured: (seconds: string) => `지연은 ${seconds}초입니다`,
  measuredNote: '이제 이만큼은 늦은 것으로 보지 않습니다',
  problem: {
    too_few: '손뼉이 충분히 보이지 않았습니다',
    irregular: '손뼉이 고르지 않았습니다',
  },
  problemNote: {
    too_few: '두 손이 화면에 보이게, 크게 벌렸다가 쳐 주세요',
    irregular: '박자마다 한 번씩, 박자에 맞춰 쳐 주세요',
  },
  offer: '늦은 것으로 나오나요? 카메라나 화면이 늦어서일 수 있습니다.',
  decline: '괜찮아요',
}
