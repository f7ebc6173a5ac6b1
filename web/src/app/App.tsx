import { Route, Routes } from 'react-router'
import { AccountPage } from '../pages/AccountPage'
import { CreateTrainingPage } from '../pages/CreateTrainingPage'
import { MyTrainingsPage } from '../pages/MyTrainingsPage'
import { NotFoundPage } from '../pages/NotFoundPage'
import { SignInPage } from '../pages/SignInPage'
import { SignUpPage } from '../pages/SignUpPage'
import { TrainingPage } from '../pages/TrainingPage'
import { TrainingsPage } from '../pages/TrainingsPage'
import { Layout } from './Layout'
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
