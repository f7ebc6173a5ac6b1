/** The frame around every screen. */
export const shell = {
  licences: '라이선스',
  theme: '화면 밝기',
  themes: { system: '기기 설정대로', light: '밝게', dark: '어둡게' },
  following: '구독',
  history: '기록',
  library: '보관함',
  admin: '관리',
  profile: '프로필과 계정',
  more: '더 보기',
  cancel: '취소',
  save: '저장',
  saved: '저장했습니다.',
  signInAgainTitle: '다시 로그인해 주세요',
  signInAgainText: '로그인이 만료되었습니다. 쓰던 내용은 그대로 있습니다.',
  signInAgainLater: '나중에',
}
