import { Route, Routes } from 'react-router'
import { AccountPage, SignInPage, SignUpPage } from '../features/account'
import { MyTrainingsPage, TrainingPage, TrainingsPage } from '../features/catalogue'
import { CreateTrainingPage } from '../features/upload'
import { Layout } from './Layout'
import { NotFoundPage } from '../ui/NotFoundPage'
import { RequireUser } from './RequireUser'

export function App() {
  return (
    <Routes>
      <Route element={<Layout />}>
        <Route index element={<TrainingsPage />} />
        <Route path="sign-in" element={<SignInPage />} />
        <Route path="sign-up" element={<SignUpPage />} />
        <Route path="trainings/:id" element={<TrainingPage />} />
        <Route element={<RequireUser />}>
          <Route path="account" element={<AccountPage />} />
          <Route path="mine" element={<MyTrainingsPage />} />
          <Route path="trainings/new" element={<CreateTrainingPage />} />
        </Route>
        <Route path="*" element={<NotFoundPage />} />
      </Route>
    </Routes>
  )
}
