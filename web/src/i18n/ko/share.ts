/** The picture of a result. */
export const share = {
  make: '결과를 이미지로 만들기',
  making: '이미지를 만들고 있습니다…',
  heading: '결과 이미지',
  description: (title: string, score: string, date: string) => `${title}, ${score}점, ${date}`,
  noCamera: '카메라에 찍힌 모습은 들어 있지 않습니다.',
  showPerson: '내 모습 넣기',
  ownCamera:
    '점수가 가장 높았던 순간에 카메라에 찍힌 모습이 들어 있습니다. 이 기기에만 있으며, 나가면 사라집니다.',
  send: '공유하기',
  download: '이미지 저장',
}
