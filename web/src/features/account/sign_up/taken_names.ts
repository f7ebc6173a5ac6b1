import { isIdFree, isNickNameFree } from '../../../api/names'
import type { FieldProblems } from '../../../ui/useForm'

/**
 * Which names that are not blamed yet somebody else has. The server finds the first taken name only after everything else
 * is right, so that people would hear of one problem after another.
 */
export async function takenNames(
  { id = '', nickName = '' }: Record<string, string>,
  found: FieldProblems,
): Promise<FieldProblems> {
  const [idAnswer, nickNameAnswer] = await Promise.all([
    found.id ? undefined : isIdFree(id.trim()),
    found.nickName ? undefined : isNickNameFree(nickName.trim()),
  ])
  return {
    ...(idAnswer?.isFree === false && { id: idAnswer.message }),
    ...(nickNameAnswer?.isFree === false && { nickName: nickNameAnswer.message }),
  }
}
