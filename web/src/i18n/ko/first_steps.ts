/** What who comes first meets: the introduction, the demo training, and the room without a camera. */
export const firstSteps = {
  introduction: {
    open: '이용 방법',
    skip: '건너뛰기',
    back: '이전',
    next: '다음',
    done: '시작하기',
    tryDemo: '데모 따라 하기',
    place: (step: number, steps: number) => `${step} / ${steps} 단계`,
    steps: [
      {
        title: '트레이너의 실루엣이 내 모습 위에',
        text: '카메라에 비친 내 모습 위로 트레이너의 실루엣이 겹쳐집니다. 거울을 보듯 실루엣 안에서 함께 움직이세요. 카메라 영상은 이 기기를 떠나지 않습니다.',
      },
      {
        title: '기기를 세워 두고 물러서기',
        text: '휴대폰이나 노트북을 허리 높이에 세우고 두세 걸음 물러서세요. 머리부터 발끝까지 보이면 저절로 시작합니다.',
      },
      {
        title: '점수는 이렇게 나옵니다',
        text: '팔, 다리, 몸통이 트레이너와 얼마나 같은지, 때에 맞게 충분히 크게 움직이는지를 봅니다. 고칠 곳은 색과 큰 글씨, 소리로 알려 줍니다.',
      },
    ],
  },
  demo: {
    mark: '데모',
    making: '데모 트레이닝을 준비하고 있습니다',
    makingHint: '보통 1분이면 됩니다. 다 되면 여기에 나타납니다.',
    creditHeading: '데모 영상의 출처',
    creditText: 'Training.zip을 바로 해 볼 수 있도록 설치할 때 만든 트레이닝입니다.',
    source: '원본',
    licence: '라이선스',
  },
  recording: {
    open: '카메라 없이 구경하기',
    mark: '녹화 영상, 내 카메라가 아님',
    text: '카메라 대신 트레이너의 영상을 반 초쯤 늦게 틀어 따라 하는 사람으로 씁니다. 자세와 점수는 실제와 똑같이 계산합니다. 결과는 저장하지 않습니다.',
    watch: '녹화 속 사람이 따라 합니다',
    starting: '곧 시작합니다',
    over: '녹화가 끝났습니다',
    score: '녹화 속 사람의 점수',
    notKept: '녹화로 본 결과라서 저장하지 않습니다.',
  },
}
