import { Route, Routes } from 'react-router'
import { FeedPage, MyTrainingsPage, TrainingsPage } from '../features/catalogue'
import { lazyPart } from '../ui/lazy_part'
import { NotFoundPage } from '../ui/NotFoundPage'
import { Layout } from './Layout'
import { RequireUser } from './RequireUser'

// What a first visitor does not need comes when it is asked for.
const account = () => import('../features/account')
const AccountPage = lazyPart(() => account().then((all) => all.AccountPage))
const ConfirmEmailPage = lazyPart(() => account().then((all) => all.ConfirmEmailPage))
const ForgottenPasswordPage = lazyPart(() => account().then((all) => all.ForgottenPasswordPage))
const ResetPasswordPage = lazyPart(() => account().then((all) => all.ResetPasswordPage))
const SignInPage = lazyPart(() => account().then((all) => all.SignInPage))
const SignUpPage = lazyPart(() => account().then((all) => all.SignUpPage))
const admin = () => import('../features/admin')
const AdminPage = lazyPart(() => admin().then((all) => all.AdminPage))
const IncidentPanel = lazyPart(() => admin().then((all) => all.IncidentPanel))
const IncidentsPanel = lazyPart(() => admin().then((all) => all.IncidentsPanel))
const KeysPanel = lazyPart(() => admin().then((all) => all.KeysPanel))
const ModelsPanel = lazyPart(() => admin().then((all) => all.ModelsPanel))
const HiddenTrainingsPanel = lazyPart(() => admin().then((all) => all.HiddenTrainingsPanel))
const QueuePanel = lazyPart(() => admin().then((all) => all.QueuePanel))
const ReportsPanel = lazyPart(() => admin().then((all) => all.ReportsPanel))
const UsersPanel = lazyPart(() => admin().then((all) => all.UsersPanel))
const CameraPage = lazyPart(() => import('../features/phone_camera').then((all) => all.CameraPage))
const history = () => import('../features/history')
const HistoryPage = lazyPart(() => history().then((all) => all.HistoryPage))
const SessionPage = lazyPart(() => history().then((all) => all.SessionPage))
const playlists = () => import('../features/playlists')
const PlaylistPage = lazyPart(() => playlists().then((all) => all.PlaylistPage))
const PlaylistsPage = lazyPart(() => playlists().then((all) => all.PlaylistsPage))
const LikesPage = lazyPart(() => import('../features/library').then((all) => all.LikesPage))
const TrainerPage = lazyPart(() => import('../features/trainer').then((all) => all.TrainerPage))
const TrainingPage = lazyPart(() => import('../features/training').then((all) => all.TrainingPage))
const CreateTrainingPage = lazyPart(() => import('../features/upload').then((all) => all.CreateTrainingPage))

export function App() {
  return (
    <Routes>
      <Route element={<Layout />}>
        <Route index element={<TrainingsPage />} />
        <Route path="sign-in" element={<SignInPage />} />
        <Route path="sign-up" element={<SignUpPage />} />
        <Route path="forgotten-password" element={<ForgottenPasswordPage />} />
        <Route path="reset-password" element={<ResetPasswordPage />} />
        <Route path="confirm-email" element={<ConfirmEmailPage />} />
        <Route path="camera" element={<CameraPage />} />
        <Route path="trainings/:id" element={<TrainingPage />} />
        <Route path="trainers/:name" element={<TrainerPage />} />
        <Route path="playlists/:id" element={<PlaylistPage />} />
        <Route element={<RequireUser />}>
          <Route path="account" element={<AccountPage />} />
          <Route path="following" element={<FeedPage />} />
          <Route path="history" element={<HistoryPage />} />
          <Route path="history/:id" element={<SessionPage />} />
          <Route path="mine" element={<MyTrainingsPage />} />
          <Route path="likes" element={<LikesPage />} />
          <Route path="playlists" element={<PlaylistsPage />} />
          <Route path="trainings/new" element={<CreateTrainingPage />} />
          <Route path="admin" element={<AdminPage />}>
            <Route index element={<ReportsPanel />} />
            <Route path="users" element={<UsersPanel />} />
            <Route path="trainings" element={<HiddenTrainingsPanel />} />
            <Route path="queue" element={<QueuePanel />} />
            <Route path="incidents" element={<IncidentsPanel />} />
            <Route path="incidents/:id" element={<IncidentPanel />} />
            <Route path="keys" element={<KeysPanel />} />
            <Route path="models" element={<ModelsPanel />} />
          </Route>
        </Route>
        <Route path="*" element={<NotFoundPage />} />
      </Route>
    </Routes>
  )
}
