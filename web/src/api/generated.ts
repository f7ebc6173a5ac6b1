// Made by `python3 scripts/openapi --typescript >web/src/api/generated.ts` from the OpenAPI document; not to be edited.
import * as v from 'valibot'

export const Id = /* @__PURE__ */ v.number()
export type Id = v.InferOutput<typeof Id>

export const UserId = /* @__PURE__ */ v.string()
export type UserId = v.InferOutput<typeof UserId>

export const Count = /* @__PURE__ */ v.number()
export type Count = v.InferOutput<typeof Count>

export const Timestamp = /* @__PURE__ */ v.string()
export type Timestamp = v.InferOutput<typeof Timestamp>

export const ErrorNumber = /* @__PURE__ */ v.string()
export type ErrorNumber = v.InferOutput<typeof ErrorNumber>

export const FieldProblem = /* @__PURE__ */ v.object({
  field: v.string(),
  problem: v.string(),
})
export type FieldProblem = v.InferOutput<typeof FieldProblem>

export const ValueProblem = /* @__PURE__ */ v.object({
  field: v.string(),
  message: v.string(),
})
export type ValueProblem = v.InferOutput<typeof ValueProblem>

export const Challenge = /* @__PURE__ */ v.object({
  token: v.string(),
  seed: v.string(),
  puzzles: v.literal(16),
  bits: v.number(),
  expiresDate: Timestamp,
})
export type Challenge = v.InferOutput<typeof Challenge>

export const Error = /* @__PURE__ */ v.object({
  timestamp: Timestamp,
  status: v.number(),
  error: ErrorNumber,
  message: v.string(),
  requestId: v.string(),
  fields: v.optional(v.array(FieldProblem)),
  problems: v.optional(v.array(ValueProblem)),
  challenge: v.optional(Challenge),
})
export type Error = v.InferOutput<typeof Error>

export const Link = /* @__PURE__ */ v.object({
  href: v.string(),
})
export type Link = v.InferOutput<typeof Link>

export const Page = /* @__PURE__ */ v.object({
  size: v.number(),
  totalElements: v.optional(Count),
  totalPages: v.optional(Count),
  number: v.optional(Count),
})
export type Page = v.InferOutput<typeof Page>

export const PageLinks = /* @__PURE__ */ v.object({
  first: Link,
  prev: v.optional(Link),
  self: Link,
  next: v.optional(Link),
  last: v.optional(Link),
})
export type PageLinks = v.InferOutput<typeof PageLinks>

export const VisibleText = /* @__PURE__ */ v.string()
export type VisibleText = v.InferOutput<typeof VisibleText>

export const Text = /* @__PURE__ */ v.string()
export type Text = v.InferOutput<typeof Text>

export const LinkToken = /* @__PURE__ */ v.string()
export type LinkToken = v.InferOutput<typeof LinkToken>

export const MailOffer = /* @__PURE__ */ v.object({
  offered: v.boolean(),
})
export type MailOffer = v.InferOutput<typeof MailOffer>

export const Email = /* @__PURE__ */ v.string()
export type Email = v.InferOutput<typeof Email>

export const PasswordForgotten = /* @__PURE__ */ v.object({
  email: Email,
})
export type PasswordForgotten = v.InferOutput<typeof PasswordForgotten>

export const Password = /* @__PURE__ */ v.string()
export type Password = v.InferOutput<typeof Password>

export const PasswordReset = /* @__PURE__ */ v.object({
  token: LinkToken,
  newPassword: Password,
})
export type PasswordReset = v.InferOutput<typeof PasswordReset>

export const EmailChange = /* @__PURE__ */ v.object({
  password: v.string(),
  email: Email,
})
export type EmailChange = v.InferOutput<typeof EmailChange>

export const EmailConfirmation = /* @__PURE__ */ v.object({
  token: LinkToken,
})
export type EmailConfirmation = v.InferOutput<typeof EmailConfirmation>

export const LoginId = /* @__PURE__ */ v.string()
export type LoginId = v.InferOutput<typeof LoginId>

export const NickName = /* @__PURE__ */ v.string()
export type NickName = v.InferOutput<typeof NickName>

export const Jwt = /* @__PURE__ */ v.string()
export type Jwt = v.InferOutput<typeof Jwt>

export const PasswordChange = /* @__PURE__ */ v.object({
  password: v.string(),
  newPassword: Password,
})
export type PasswordChange = v.InferOutput<typeof PasswordChange>

export const PasswordConfirmation = /* @__PURE__ */ v.object({
  password: v.string(),
})
export type PasswordConfirmation = v.InferOutput<typeof PasswordConfirmation>

export const Session = /* @__PURE__ */ v.object({
  sessionId: v.string(),
  createdDate: Timestamp,
  lastUsedDate: Timestamp,
  expiresDate: Timestamp,
  endsDate: Timestamp,
  address: v.string(),
  userAgent: v.object({
    deviceType: v.string(),
    os: v.string(),
    browser: v.string(),
    browserVersion: v.string(),
  }),
  current: v.boolean(),
  _links: v.object({
    endSession: Link,
  }),
})
export type Session = v.InferOutput<typeof Session>

export const SessionList = /* @__PURE__ */ v.object({
  _embedded: v.object({
    sessionList: v.array(Session),
  }),
  _links: v.object({
    self: Link,
    endAll: Link,
    profile: Link,
  }),
})
export type SessionList = v.InferOutput<typeof SessionList>

export const WorkProof = /* @__PURE__ */ v.object({
  token: v.string(),
  nonces: v.array(v.number()),
})
export type WorkProof = v.InferOutput<typeof WorkProof>

export const SignUp = /* @__PURE__ */ v.object({
  id: LoginId,
  password: Password,
  nickName: NickName,
  email: Email,
  proof: v.optional(WorkProof),
})
export type SignUp = v.InferOutput<typeof SignUp>

export const SignIn = /* @__PURE__ */ v.object({
  id: v.string(),
  password: v.string(),
})
export type SignIn = v.InferOutput<typeof SignIn>

export const RefreshToken = /* @__PURE__ */ v.object({
  refreshToken: v.optional(v.string()),
})
export type RefreshToken = v.InferOutput<typeof RefreshToken>

export const Tokens = /* @__PURE__ */ v.object({
  accessToken: Jwt,
  refreshToken: Jwt,
})
export type Tokens = v.InferOutput<typeof Tokens>

export const NextTokens = /* @__PURE__ */ v.object({
  accessToken: Jwt,
  refreshToken: v.optional(Jwt),
})
export type NextTokens = v.InferOutput<typeof NextTokens>

export const KeySet = /* @__PURE__ */ v.object({
  keys: v.array(v.object({
    kty: v.literal("EC"),
    crv: v.literal("P-256"),
    x: v.string(),
    y: v.string(),
    use: v.literal("sig"),
    alg: v.literal("ES256"),
    kid: v.string(),
  })),
})
export type KeySet = v.InferOutput<typeof KeySet>

export const Profile = /* @__PURE__ */ v.object({
  name: NickName,
  userId: UserId,
  leaderboard: v.boolean(),
  email: v.optional(Email),
  emailConfirmed: v.boolean(),
  _links: v.object({
    self: Link,
    image: Link,
    imageMedium: v.optional(Link),
    imageSmall: v.optional(Link),
    profile: Link,
    sendConfirmation: v.optional(Link),
  }),
})
export type Profile = v.InferOutput<typeof Profile>

export const ProfileChange = /* @__PURE__ */ v.object({
  nickName: v.optional(NickName),
  leaderboard: v.optional(v.boolean()),
})
export type ProfileChange = v.InferOutput<typeof ProfileChange>

export const StoredPicture = /* @__PURE__ */ v.object({
  fileName: v.string(),
  fileType: v.literal("image/jpeg"),
  size: v.number(),
  _links: v.object({
    self: Link,
    thumbnail: v.optional(Link),
    thumbnailMedium: v.optional(Link),
    thumbnailSmall: v.optional(Link),
    image: v.optional(Link),
    imageMedium: v.optional(Link),
    imageSmall: v.optional(Link),
  }),
})
export type StoredPicture = v.InferOutput<typeof StoredPicture>

export const Suggestions = /* @__PURE__ */ v.object({
  suggestions: v.array(v.object({
    number: v.number(),
    _links: v.object({
      self: Link,
    }),
  })),
  _links: v.object({
    self: Link,
    profile: Link,
  }),
})
export type Suggestions = v.InferOutput<typeof Suggestions>

export const Visibility = /* @__PURE__ */ v.picklist(["public", "unlisted", "subscribers", "private"])
export type Visibility = v.InferOutput<typeof Visibility>

export const PlaylistText = /* @__PURE__ */ v.object({
  title: VisibleText,
  body: Text,
  visibility: v.optional(Visibility),
  trainings: v.optional(v.array(Id)),
})
export type PlaylistText = v.InferOutput<typeof PlaylistText>

export const SelfAndProfile = /* @__PURE__ */ v.object({
  self: Link,
  profile: Link,
})
export type SelfAndProfile = v.InferOutput<typeof SelfAndProfile>

export const PlaylistCreated = /* @__PURE__ */ v.object({
  playlistId: Id,
  _links: SelfAndProfile,
})
export type PlaylistCreated = v.InferOutput<typeof PlaylistCreated>

export const PlaylistUpdated = /* @__PURE__ */ v.object({
  _links: SelfAndProfile,
})
export type PlaylistUpdated = v.InferOutput<typeof PlaylistUpdated>

export const PlaylistRemoved = /* @__PURE__ */ v.object({
  _links: v.object({
    playlists: Link,
    profile: Link,
  }),
})
export type PlaylistRemoved = v.InferOutput<typeof PlaylistRemoved>

export const PlaylistSummary = /* @__PURE__ */ v.object({
  playlistId: Id,
  title: v.string(),
  body: v.string(),
  ownerId: UserId,
  owner: NickName,
  visibility: Visibility,
  createdDate: Timestamp,
  modifiedDate: Timestamp,
  _links: v.object({
    self: Link,
    updatePlaylist: v.optional(Link),
    deletePlaylist: v.optional(Link),
  }),
})
export type PlaylistSummary = v.InferOutput<typeof PlaylistSummary>

export const ListedPlaylist = /* @__PURE__ */ PlaylistSummary
export type ListedPlaylist = v.InferOutput<typeof ListedPlaylist>

export const Category = /* @__PURE__ */ v.picklist(["health", "sport", "dance", "yoga", "stretching", "rehabilitation", "martial_arts", "other"])
export type Category = v.InferOutput<typeof Category>

export const TrainingSummary = /* @__PURE__ */ v.object({
  trainingId: Id,
  title: v.string(),
  body: v.string(),
  trainerId: UserId,
  trainer: NickName,
  views: Count,
  modifiedDate: Timestamp,
  category: Category,
})
export type TrainingSummary = v.InferOutput<typeof TrainingSummary>

export const ListedTraining = /* @__PURE__ */ v.object({
  ...TrainingSummary.entries,
  _links: v.object({
    self: Link,
    thumbnail: v.optional(Link),
    thumbnailMedium: v.optional(Link),
    thumbnailSmall: v.optional(Link),
    trainerImage: v.optional(Link),
    trainerImageMedium: v.optional(Link),
    trainerImageSmall: v.optional(Link),
  }),
})
export type ListedTraining = v.InferOutput<typeof ListedTraining>

export const Playlist = /* @__PURE__ */ v.object({
  ...PlaylistSummary.entries,
  _embedded: v.object({
    trainingList: v.array(ListedTraining),
  }),
})
export type Playlist = v.InferOutput<typeof Playlist>

export const PlaylistPage = /* @__PURE__ */ v.object({
  _embedded: v.object({
    playlistList: v.array(ListedPlaylist),
  }),
  _links: PageLinks,
  page: Page,
})
export type PlaylistPage = v.InferOutput<typeof PlaylistPage>

export const TagText = /* @__PURE__ */ v.string()
export type TagText = v.InferOutput<typeof TagText>

export const TrainingText = /* @__PURE__ */ v.object({
  title: VisibleText,
  body: Text,
  visibility: v.optional(Visibility),
  category: v.optional(Category),
  tags: v.optional(v.array(TagText)),
})
export type TrainingText = v.InferOutput<typeof TrainingText>

export const TrainingState = /* @__PURE__ */ v.picklist(["CREATED", "UPLOADING", "QUEUED", "PROCESSING", "READY", "FAILED"])
export type TrainingState = v.InferOutput<typeof TrainingState>

export const OwnListedTraining = /* @__PURE__ */ v.object({
  ...TrainingSummary.entries,
  state: TrainingState,
  visibility: Visibility,
  hidden: v.optional(v.literal(true)),
  _links: v.object({
    self: Link,
    thumbnail: v.optional(Link),
    thumbnailMedium: v.optional(Link),
    thumbnailSmall: v.optional(Link),
    trainerImage: v.optional(Link),
    trainerImageMedium: v.optional(Link),
    trainerImageSmall: v.optional(Link),
  }),
})
export type OwnListedTraining = v.InferOutput<typeof OwnListedTraining>

export const TrainingPage = /* @__PURE__ */ v.object({
  _embedded: v.object({
    trainingList: v.array(ListedTraining),
  }),
  _links: PageLinks,
  page: Page,
})
export type TrainingPage = v.InferOutput<typeof TrainingPage>

export const OwnTrainingPage = /* @__PURE__ */ v.object({
  _embedded: v.object({
    trainingList: v.array(OwnListedTraining),
  }),
  _links: PageLinks,
  page: Page,
})
export type OwnTrainingPage = v.InferOutput<typeof OwnTrainingPage>

export const TrainingCreated = /* @__PURE__ */ v.object({
  trainingId: Id,
  _links: SelfAndProfile,
})
export type TrainingCreated = v.InferOutput<typeof TrainingCreated>

export const TrainingUpdated = /* @__PURE__ */ v.object({
  _links: SelfAndProfile,
})
export type TrainingUpdated = v.InferOutput<typeof TrainingUpdated>

export const TrainingRemoved = /* @__PURE__ */ v.object({
  _links: v.object({
    trainings: Link,
    profile: Link,
  }),
})
export type TrainingRemoved = v.InferOutput<typeof TrainingRemoved>

export const Networks = /* @__PURE__ */ v.nullable(v.picklist(["real", "stand-in"]))
export type Networks = v.InferOutput<typeof Networks>

export const TrainingLinks = /* @__PURE__ */ v.object({
  self: Link,
  profile: Link,
  poses: Link,
  comments: Link,
  thumbnail: v.optional(Link),
  thumbnailMedium: v.optional(Link),
  thumbnailSmall: v.optional(Link),
  trainerImage: v.optional(Link),
  trainerImageMedium: v.optional(Link),
  trainerImageSmall: v.optional(Link),
  video: Link,
  shape: Link,
  updateTraining: v.optional(Link),
  deleteTraining: v.optional(Link),
  leaderboard: Link,
})
export type TrainingLinks = v.InferOutput<typeof TrainingLinks>

export const Training = /* @__PURE__ */ v.object({
  trainingId: Id,
  title: v.string(),
  trainerId: UserId,
  trainer: NickName,
  body: v.string(),
  views: Count,
  likes: Count,
  subscribe: v.boolean(),
  like: v.boolean(),
  createdDate: Timestamp,
  modifiedDate: Timestamp,
  state: v.optional(TrainingState),
  visibility: Visibility,
  category: Category,
  tags: v.array(v.string()),
  networks: Networks,
  hidden: v.optional(v.literal(true)),
  _links: TrainingLinks,
})
export type Training = v.InferOutput<typeof Training>

export const MediaLinks = /* @__PURE__ */ v.object({
  ticketSeconds: v.optional(v.number()),
  _links: v.object({
    self: Link,
    profile: Link,
    video: Link,
    shape: Link,
  }),
})
export type MediaLinks = v.InferOutput<typeof MediaLinks>

export const KeyPoint = /* @__PURE__ */ v.object({
  y: v.number(),
  x: v.number(),
  part: v.picklist(["nose", "left_eye", "right_eye", "left_ear", "right_ear", "left_shoulder", "right_shoulder", "left_elbow", "right_elbow", "left_wrist", "right_wrist", "left_hip", "right_hip", "left_knee", "right_knee", "left_ankle", "right_ankle"]),
  score: v.number(),
})
export type KeyPoint = v.InferOutput<typeof KeyPoint>

export const PoseFrame = /* @__PURE__ */ v.object({
  frameNo: v.number(),
  time: v.number(),
  keyPoint: v.array(KeyPoint),
  interpolated: v.optional(v.literal(true)),
})
export type PoseFrame = v.InferOutput<typeof PoseFrame>

export const Poses = /* @__PURE__ */ v.object({
  width: v.number(),
  height: v.number(),
  frames: v.array(PoseFrame),
})
export type Poses = v.InferOutput<typeof Poses>

export const CompactPoses = /* @__PURE__ */ v.unknown()
export type CompactPoses = v.InferOutput<typeof CompactPoses>

export const TagCount = /* @__PURE__ */ v.object({
  tag: v.string(),
  trainings: v.number(),
})
export type TagCount = v.InferOutput<typeof TagCount>

export const CameraPairingId = /* @__PURE__ */ v.string()
export type CameraPairingId = v.InferOutput<typeof CameraPairingId>

export const SessionDescription = /* @__PURE__ */ v.string()
export type SessionDescription = v.InferOutput<typeof SessionDescription>

export const CameraPairing = /* @__PURE__ */ v.object({
  pairingId: CameraPairingId,
  screenSecret: v.string(),
  phoneSecret: v.string(),
  expiresDate: Timestamp,
  _links: v.object({
    self: Link,
    description: Link,
    profile: Link,
  }),
})
export type CameraPairing = v.InferOutput<typeof CameraPairing>

export const CameraDescription = /* @__PURE__ */ v.object({
  sdp: SessionDescription,
})
export type CameraDescription = v.InferOutput<typeof CameraDescription>

export const OtherCameraDescription = /* @__PURE__ */ v.object({
  sdp: v.nullable(SessionDescription),
})
export type OtherCameraDescription = v.InferOutput<typeof OtherCameraDescription>

export const ScoredMoment = /* @__PURE__ */ v.object({
  time: v.number(),
  score: v.number(),
})
export type ScoredMoment = v.InferOutput<typeof ScoredMoment>

export const LimbScore = /* @__PURE__ */ v.object({
  name: v.picklist(["left_upper_arm", "right_upper_arm", "left_forearm", "right_forearm", "left_thigh", "right_thigh", "left_shin", "right_shin", "trunk", "shoulders"]),
  score: v.nullable(v.number()),
})
export type LimbScore = v.InferOutput<typeof LimbScore>

export const NewTrainingSession = /* @__PURE__ */ v.object({
  trainingId: Id,
  startedAt: v.string(),
  durationSeconds: v.number(),
  score: v.number(),
  lagSeconds: v.nullable(v.number()),
  coverage: v.optional(v.number()),
  series: v.array(ScoredMoment),
  limbs: v.array(LimbScore),
})
export type NewTrainingSession = v.InferOutput<typeof NewTrainingSession>

export const TrainingSessionSummary = /* @__PURE__ */ v.object({
  sessionId: Id,
  trainingId: Id,
  title: v.nullable(v.string()),
  startedAt: Timestamp,
  durationSeconds: v.number(),
  score: v.number(),
  lagSeconds: v.nullable(v.number()),
  personalBest: v.boolean(),
  isResult: v.boolean(),
  _links: v.object({
    self: Link,
    training: Link,
  }),
})
export type TrainingSessionSummary = v.InferOutput<typeof TrainingSessionSummary>

export const ListedTrainingSession = /* @__PURE__ */ TrainingSessionSummary
export type ListedTrainingSession = v.InferOutput<typeof ListedTrainingSession>

export const TrainingSession = /* @__PURE__ */ v.object({
  ...TrainingSessionSummary.entries,
  series: v.array(ScoredMoment),
  limbs: v.array(LimbScore),
})
export type TrainingSession = v.InferOutput<typeof TrainingSession>

export const TrainingSessionPage = /* @__PURE__ */ v.object({
  _embedded: v.object({
    sessionList: v.array(ListedTrainingSession),
  }),
  _links: PageLinks,
  page: Page,
})
export type TrainingSessionPage = v.InferOutput<typeof TrainingSessionPage>

export const BestScore = /* @__PURE__ */ v.object({
  score: v.number(),
  sessionId: Id,
  achievedDate: Timestamp,
})
export type BestScore = v.InferOutput<typeof BestScore>

export const TrainingSessionCreated = /* @__PURE__ */ v.object({
  sessionId: Id,
  isResult: v.boolean(),
  isPersonalBest: v.boolean(),
  personalBest: v.nullable(BestScore),
  _links: v.object({
    self: Link,
    leaderboard: Link,
    profile: Link,
  }),
})
export type TrainingSessionCreated = v.InferOutput<typeof TrainingSessionCreated>

export const TrainingSessionRemoved = /* @__PURE__ */ v.object({
  _links: v.object({
    sessions: Link,
    profile: Link,
  }),
})
export type TrainingSessionRemoved = v.InferOutput<typeof TrainingSessionRemoved>

export const OwnPlace = /* @__PURE__ */ v.object({
  score: v.number(),
  sessionId: Id,
  achievedDate: Timestamp,
  rank: v.number(),
})
export type OwnPlace = v.InferOutput<typeof OwnPlace>

export const Leader = /* @__PURE__ */ v.object({
  rank: v.number(),
  userId: UserId,
  nickName: NickName,
  score: v.number(),
  achievedDate: Timestamp,
})
export type Leader = v.InferOutput<typeof Leader>

export const Leaderboard = /* @__PURE__ */ v.object({
  _embedded: v.object({
    leaderboard: v.array(Leader),
  }),
  own: v.nullable(OwnPlace),
  _links: v.object({
    self: Link,
    training: Link,
  }),
})
export type Leaderboard = v.InferOutput<typeof Leaderboard>

export const CommentText = /* @__PURE__ */ v.object({
  message: VisibleText,
})
export type CommentText = v.InferOutput<typeof CommentText>

export const Comment = /* @__PURE__ */ v.object({
  commentId: Id,
  message: v.string(),
  parentId: v.nullable(Id),
  replies: Count,
  commenterId: UserId,
  commenter: NickName,
  createdDate: Timestamp,
  modifiedDate: Timestamp,
  _links: v.object({
    self: Link,
    training: Link,
    commenterImage: v.optional(Link),
    commenterImageMedium: v.optional(Link),
    commenterImageSmall: v.optional(Link),
    updateComment: v.optional(Link),
    deleteComment: v.optional(Link),
  }),
})
export type Comment = v.InferOutput<typeof Comment>

export const CommentPage = /* @__PURE__ */ v.object({
  _embedded: v.object({
    commentList: v.array(Comment),
  }),
  _links: PageLinks,
  page: Page,
})
export type CommentPage = v.InferOutput<typeof CommentPage>

export const CommentWrittenLinks = /* @__PURE__ */ v.object({
  self: Link,
  training: Link,
  profile: Link,
})
export type CommentWrittenLinks = v.InferOutput<typeof CommentWrittenLinks>

export const CommentCreated = /* @__PURE__ */ v.object({
  commentId: Id,
  _links: CommentWrittenLinks,
})
export type CommentCreated = v.InferOutput<typeof CommentCreated>

export const CommentUpdated = /* @__PURE__ */ v.object({
  _links: CommentWrittenLinks,
})
export type CommentUpdated = v.InferOutput<typeof CommentUpdated>

export const CommentRemoved = /* @__PURE__ */ v.object({
  _links: v.object({
    training: Link,
    profile: Link,
  }),
})
export type CommentRemoved = v.InferOutput<typeof CommentRemoved>

export const NewComment = /* @__PURE__ */ v.object({
  message: VisibleText,
  parentId: v.optional(Id),
})
export type NewComment = v.InferOutput<typeof NewComment>

export const ReportReason = /* @__PURE__ */ v.picklist(["spam", "offensive", "dangerous", "copyright", "other"])
export type ReportReason = v.InferOutput<typeof ReportReason>

export const NewReport = /* @__PURE__ */ v.object({
  trainingId: v.optional(Id),
  commentId: v.optional(Id),
  reason: ReportReason,
  text: v.optional(Text),
})
export type NewReport = v.InferOutput<typeof NewReport>

export const ReportCreated = /* @__PURE__ */ v.object({
  reportId: Id,
  _links: v.object({
    profile: Link,
  }),
})
export type ReportCreated = v.InferOutput<typeof ReportCreated>

export const Report = /* @__PURE__ */ v.object({
  reportId: Id,
  trainingId: Id,
  commentId: v.nullable(Id),
  comment: v.nullable(v.string()),
  reporterId: UserId,
  reporter: NickName,
  reason: ReportReason,
  text: v.string(),
  createdDate: Timestamp,
  resolvedDate: v.nullable(Timestamp),
  resolvedBy: v.nullable(UserId),
  _links: v.object({
    training: Link,
    hideTraining: Link,
    comment: v.optional(Link),
    resolve: v.optional(Link),
  }),
})
export type Report = v.InferOutput<typeof Report>

export const ReportPage = /* @__PURE__ */ v.object({
  _embedded: v.object({
    reportList: v.array(Report),
  }),
  _links: PageLinks,
  page: Page,
})
export type ReportPage = v.InferOutput<typeof ReportPage>

export const Subscription = /* @__PURE__ */ v.object({
  trainerId: UserId,
  trainerName: NickName,
  _links: v.optional(v.object({
    trainerImage: v.optional(Link),
    trainerImageMedium: v.optional(Link),
    trainerImageSmall: v.optional(Link),
  })),
})
export type Subscription = v.InferOutput<typeof Subscription>

export const ExportedProfile = /* @__PURE__ */ v.object({
  userId: UserId,
  id: v.string(),
  nickName: v.string(),
  email: v.string(),
  emailConfirmedDate: v.nullable(v.string()),
  role: v.string(),
  leaderboard: v.boolean(),
  createdDate: Timestamp,
  modifiedDate: Timestamp,
  picture: v.nullable(v.string()),
})
export type ExportedProfile = v.InferOutput<typeof ExportedProfile>

export const ExportedSignIn = /* @__PURE__ */ v.object({
  sessionId: v.string(),
  userAgent: v.string(),
  address: v.string(),
  createdDate: Timestamp,
  lastUsedDate: Timestamp,
  expiresDate: Timestamp,
})
export type ExportedSignIn = v.InferOutput<typeof ExportedSignIn>

export const ExportedNetwork = /* @__PURE__ */ v.object({
  networkHash: v.string(),
  lastSeenDate: Timestamp,
})
export type ExportedNetwork = v.InferOutput<typeof ExportedNetwork>

export const ExportedUpload = /* @__PURE__ */ v.object({
  fileName: v.string(),
  fileType: v.string(),
  sizeBytes: Count,
  state: v.string(),
  width: v.nullable(v.number()),
  height: v.nullable(v.number()),
  durationSeconds: v.nullable(v.number()),
  createdDate: Timestamp,
})
export type ExportedUpload = v.InferOutput<typeof ExportedUpload>

export const ExportedTraining = /* @__PURE__ */ v.object({
  trainingId: Id,
  title: v.string(),
  body: v.string(),
  visibility: v.picklist(["public", "unlisted", "subscribers", "private"]),
  category: v.string(),
  state: v.string(),
  hidden: v.boolean(),
  views: Count,
  createdDate: Timestamp,
  modifiedDate: Timestamp,
  page: v.string(),
  video: v.nullable(v.string()),
  thumbnail: v.nullable(v.string()),
  tags: v.array(v.string()),
  uploads: v.array(ExportedUpload),
})
export type ExportedTraining = v.InferOutput<typeof ExportedTraining>

export const ExportedComment = /* @__PURE__ */ v.object({
  commentId: Id,
  trainingId: Id,
  parentId: v.nullable(v.number()),
  message: v.string(),
  createdDate: Timestamp,
  modifiedDate: Timestamp,
})
export type ExportedComment = v.InferOutput<typeof ExportedComment>

export const ExportedLike = /* @__PURE__ */ v.object({
  trainingId: Id,
  createdDate: Timestamp,
  page: v.string(),
})
export type ExportedLike = v.InferOutput<typeof ExportedLike>

export const ExportedSubscription = /* @__PURE__ */ v.object({
  trainerId: UserId,
  trainer: v.string(),
  createdDate: Timestamp,
})
export type ExportedSubscription = v.InferOutput<typeof ExportedSubscription>

export const ExportedPlaylist = /* @__PURE__ */ v.object({
  playlistId: Id,
  title: v.string(),
  body: v.string(),
  visibility: v.picklist(["public", "unlisted", "subscribers", "private"]),
  createdDate: Timestamp,
  modifiedDate: Timestamp,
  trainings: v.array(Id),
})
export type ExportedPlaylist = v.InferOutput<typeof ExportedPlaylist>

export const ExportedTrainingSession = /* @__PURE__ */ v.object({
  sessionId: Id,
  trainingId: Id,
  startedAt: Timestamp,
  durationSeconds: v.number(),
  score: v.number(),
  lagSeconds: v.nullable(v.number()),
  isResult: v.boolean(),
  series: v.array(ScoredMoment),
  limbs: v.array(LimbScore),
  createdDate: Timestamp,
})
export type ExportedTrainingSession = v.InferOutput<typeof ExportedTrainingSession>

export const ExportedReport = /* @__PURE__ */ v.object({
  reportId: Id,
  trainingId: v.nullable(v.number()),
  commentId: v.nullable(v.number()),
  reason: v.string(),
  text: v.string(),
  createdDate: Timestamp,
  resolvedDate: v.nullable(v.string()),
})
export type ExportedReport = v.InferOutput<typeof ExportedReport>

export const ExportedView = /* @__PURE__ */ v.object({
  trainingId: Id,
  countedDate: Timestamp,
})
export type ExportedView = v.InferOutput<typeof ExportedView>

export const ExportFile = /* @__PURE__ */ v.object({
  service: v.string(),
  exportedDate: Timestamp,
  profile: ExportedProfile,
  signIns: v.array(ExportedSignIn),
  knownNetworks: v.array(ExportedNetwork),
  trainings: v.array(ExportedTraining),
  comments: v.array(ExportedComment),
  likes: v.array(ExportedLike),
  subscriptions: v.array(ExportedSubscription),
  playlists: v.array(ExportedPlaylist),
  trainingSessions: v.array(ExportedTrainingSession),
  reports: v.array(ExportedReport),
  views: v.array(ExportedView),
})
export type ExportFile = v.InferOutput<typeof ExportFile>

export const OpenapiDocument = /* @__PURE__ */ v.object({
  openapi: v.literal("3.1.0"),
  info: v.looseObject({}),
  servers: v.array(v.unknown()),
  tags: v.array(v.unknown()),
  paths: v.looseObject({}),
  components: v.looseObject({}),
})
export type OpenapiDocument = v.InferOutput<typeof OpenapiDocument>

export const PageError = /* @__PURE__ */ v.object({
  type: Text,
  message: Text,
  stack: Text,
  page: Text,
})
export type PageError = v.InferOutput<typeof PageError>

export const IncidentSummary = /* @__PURE__ */ v.object({
  incidentId: Id,
  reportId: v.string(),
  server: v.picklist(["api", "upload", "pose", "shape", "streaming", "gateway", "page"]),
  kind: v.picklist(["exception", "crash", "page"]),
  type: v.string(),
  message: v.string(),
  count: v.number(),
  firstDate: Timestamp,
  lastDate: Timestamp,
  resolvedDate: v.nullable(Timestamp),
  slack: v.picklist(["off", "waiting", "sent"]),
  _links: v.object({
    self: Link,
    resolve: v.optional(Link),
  }),
})
export type IncidentSummary = v.InferOutput<typeof IncidentSummary>

export const ListedIncident = /* @__PURE__ */ IncidentSummary
export type ListedIncident = v.InferOutput<typeof ListedIncident>

export const IncidentRequest = /* @__PURE__ */ v.object({
  requestId: v.string(),
  method: v.string(),
  url: v.string(),
  parameters: v.string(),
  headers: v.string(),
  body: v.string(),
  user: v.string(),
  clientAddress: v.string(),
  userAgent: v.string(),
})
export type IncidentRequest = v.InferOutput<typeof IncidentRequest>

export const Incident = /* @__PURE__ */ v.object({
  ...IncidentSummary.entries,
  fingerprint: v.string(),
  place: v.string(),
  stackTrace: v.string(),
  host: v.string(),
  system: v.string(),
  resolvedBy: v.nullable(UserId),
  request: IncidentRequest,
})
export type Incident = v.InferOutput<typeof Incident>

export const IncidentPage = /* @__PURE__ */ v.object({
  _embedded: v.object({
    incidentList: v.array(ListedIncident),
  }),
  _links: PageLinks,
  page: Page,
})
export type IncidentPage = v.InferOutput<typeof IncidentPage>

export const SigningKey = /* @__PURE__ */ v.object({
  keyId: v.string(),
  state: v.picklist(["previous", "current", "next"]),
  signsFrom: Timestamp,
  signsUntil: v.nullable(Timestamp),
  _links: v.object({
    retire: Link,
  }),
})
export type SigningKey = v.InferOutput<typeof SigningKey>

export const SigningKeyList = /* @__PURE__ */ v.object({
  _embedded: v.object({
    keyList: v.array(SigningKey),
  }),
  _links: v.object({
    self: Link,
    rotate: Link,
  }),
})
export type SigningKeyList = v.InferOutput<typeof SigningKeyList>

export const User = /* @__PURE__ */ v.object({
  userId: UserId,
  id: LoginId,
  nickName: NickName,
  email: v.string(),
  role: v.picklist(["USER", "ADMIN"]),
  state: v.picklist(["ACTIVE", "LOCKED"]),
  createdDate: Timestamp,
  modifiedDate: Timestamp,
  _links: v.object({
    self: Link,
    lock: v.optional(Link),
    unlock: v.optional(Link),
  }),
})
export type User = v.InferOutput<typeof User>

export const UserPage = /* @__PURE__ */ v.object({
  _embedded: v.object({
    userList: v.array(User),
  }),
  _links: PageLinks,
  page: Page,
})
export type UserPage = v.InferOutput<typeof UserPage>

export const PersonBox = /* @__PURE__ */ v.object({
  left: v.number(),
  top: v.number(),
  width: v.number(),
  height: v.number(),
})
export type PersonBox = v.InferOutput<typeof PersonBox>

export const PersonInVideo = /* @__PURE__ */ v.object({
  number: v.number(),
  timeSeconds: v.number(),
  box: PersonBox,
  shareOfTime: v.number(),
  isStill: v.boolean(),
  isTrainer: v.boolean(),
})
export type PersonInVideo = v.InferOutput<typeof PersonInVideo>

export const PeopleInVideo = /* @__PURE__ */ v.object({
  people: v.array(PersonInVideo),
  choosable: v.boolean(),
})
export type PeopleInVideo = v.InferOutput<typeof PeopleInVideo>

export const TrainerChoice = /* @__PURE__ */ v.object({
  person: v.number(),
})
export type TrainerChoice = v.InferOutput<typeof TrainerChoice>

export const ReceivedVideo = /* @__PURE__ */ v.object({
  fileName: v.string(),
  fileType: v.string(),
  size: v.number(),
  _links: v.object({
    self: Link,
    progress: Link,
  }),
})
export type ReceivedVideo = v.InferOutput<typeof ReceivedVideo>

export const Stage = /* @__PURE__ */ v.object({
  name: v.picklist(["normalise", "pose", "shape"]),
  state: v.picklist(["waiting", "running", "done", "failed"]),
  percent: v.number(),
  framesPerSecond: v.nullable(v.number()),
})
export type Stage = v.InferOutput<typeof Stage>

export const UploadWaiting = /* @__PURE__ */ v.object({
  reason: v.picklist(["models"]),
  message: v.string(),
})
export type UploadWaiting = v.InferOutput<typeof UploadWaiting>

export const UploadFailure = /* @__PURE__ */ v.object({
  error: ErrorNumber,
  message: v.string(),
})
export type UploadFailure = v.InferOutput<typeof UploadFailure>

export const UploadNotice = /* @__PURE__ */ v.object({
  kind: v.picklist(["sound_left_out", "cut_off", "frames_thinned", "trainer_away", "stand_in_networks"]),
  message: v.string(),
})
export type UploadNotice = v.InferOutput<typeof UploadNotice>

export const Progress = /* @__PURE__ */ v.object({
  trainingId: Id,
  state: TrainingState,
  percent: v.number(),
  secondsLeft: v.nullable(v.number()),
  stages: v.array(Stage),
  waitingFor: v.nullable(UploadWaiting),
  networks: Networks,
  reprocessable: v.boolean(),
  failure: v.nullable(UploadFailure),
  notices: v.array(UploadNotice),
})
export type Progress = v.InferOutput<typeof Progress>

export const NotedTrainings = /* @__PURE__ */ v.object({
  trainings: Count,
})
export type NotedTrainings = v.InferOutput<typeof NotedTrainings>

export const ServerNetworks = /* @__PURE__ */ v.object({
  state: v.picklist(["ready", "waiting", "unreachable"]),
  networks: Networks,
  missing: v.array(v.string()),
})
export type ServerNetworks = v.InferOutput<typeof ServerNetworks>

export const NetworkOverview = /* @__PURE__ */ v.object({
  pose: ServerNetworks,
  shape: ServerNetworks,
  standInTrainings: Count,
})
export type NetworkOverview = v.InferOutput<typeof NetworkOverview>

export const Queue = /* @__PURE__ */ v.object({
  jobs: v.array(v.object({
    kind: v.picklist(["normalise", "pose", "shape"]),
    waiting: Count,
    running: Count,
    suspects: Count,
  })),
})
export type Queue = v.InferOutput<typeof Queue>

export const RetriedUpload = /* @__PURE__ */ v.object({
  _links: v.object({
    progress: Link,
  }),
})
export type RetriedUpload = v.InferOutput<typeof RetriedUpload>
