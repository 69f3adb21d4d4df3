// Puts files on the server under ids of our own, or on this device while nobody answers.
import { useTranslation } from 'react-i18next'
import { newId } from '../data/new-id.ts'
import { addFile } from '../data/offline/waiting-files.ts'
import { problemText } from '../data/problem-text.ts'
import { toast } from '../ui/toast.tsx'
import { names } from './file-link.tsx'

/** Answers the ids of what was taken; what was refused is told. */
export function useSendFiles(): (files: readonly File[]) => Promise<readonly string[]> {
  const { t } = useTranslation()
  return async (files) => {
    const stored: string[] = []
    for (const file of files) {
      const fresh = newId()
      const answer = await addFile(fresh, file)
      if (answer === true) {
        names.set(fresh, file.name)
        stored.push(fresh)
      } else if (!answer.ok) toast({ kind: 'bad', text: problemText(answer.problems, t) })
    }
    return stored
  }
}
