import { lazy } from 'react'
import { Route, Routes } from 'react-router'
import { FeedPage, MyTrainingsPage, TrainingsPage } from '../features/catalogue'
import { NotFoundPage } from '../ui/NotFoundPage'
import { Layout } from './Layout'
import { RequireUser } from './RequireUser'

// What a first visitor does not need comes when it is asked for.
const account = () => import('../features/account')
const AccountPage = lazy(() => account().then((all) => ({ default: all.AccountPage })))
const ConfirmEmailPage = lazy(() => account().then((all) => ({ default: all.ConfirmEmailPage })))
const ForgottenPasswordPage = lazy(() => account().then((all) => ({ default: all.ForgottenPasswordPage })))
const ResetPasswordPage = lazy(() => account().then((all) => ({ default: all.ResetPasswordPage })))
const SignInPage = lazy(() => account().then((all) => ({ default: all.SignInPage })))
const SignUpPage = lazy(() => account().then((all) => ({ default: all.SignUpPage })))
const admin = () => import('../features/admin')
const AdminPage = lazy(() => admin().then((all) => ({ default: all.AdminPage })))
const IncidentPanel = lazy(() => admin().then((all) => ({ default: all.IncidentPanel })))
const IncidentsPanel = lazy(() => admin().then((all) => ({ default: all.IncidentsPanel })))
const KeysPanel = lazy(() => admin().then((all) => ({ default: all.KeysPanel })))
const ModelsPanel = lazy(() => admin().then((all) => ({ default: all.ModelsPanel })))
const ReportsPanel = lazy(() => admin().then((all) => ({ default: all.ReportsPanel })))
const UsersPanel = lazy(() => admin().then((all) => ({ default: all.UsersPanel })))
const history = () => import('../features/history')
const HistoryPage = lazy(() => history().then((all) => ({ default: all.HistoryPage })))
const SessionPage = lazy(() => history().then((all) => ({ default: all.SessionPage })))
const playlists = () => import('../features/playlists')
const PlaylistPage = lazy(() => playlists().then((all) => ({ default: all.PlaylistPage })))
const PlaylistsPage = lazy(() => playlists().then((all) => ({ default: all.PlaylistsPage })))
const LikesPage = lazy(() => import('../features/library').then((all) => ({ default: all.LikesPage })))
const TrainerPage = lazy(() => import('../features/trainer').then((all) => ({ default: all.TrainerPage })))
const TrainingPage = lazy(() => import('../features/training').then((all) => ({ default: all.TrainingPage })))
const CreateTrainingPage = lazy(() =>
  import('../features/upload').then((all) => ({ default: all.CreateTrainingPage })),
)

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
