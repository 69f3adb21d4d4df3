// Files on their way to the server: put there first, hung on a record by the write that names them.
import { type Answer, call } from './api.ts'

export type StoredFile = {
  readonly id: string
  readonly name: string
  readonly size: number
  readonly mediaType: string
}

/** Hangs on nothing yet; what no write names within a day is removed. */
export function sendFile(file: File): Promise<Answer<StoredFile>> {
  const form = new FormData()
  form.set('file', file)
  return call<StoredFile>('/api/files', { method: 'POST', form })
}

export const fileAddress = (id: string): string => `/api/files/${id}`

/** Whether the browser may draw it in place, judged by its name; what it is not is saved or opened beside. */
export const isPicture = (name: string): boolean => /\.(png|jpe?g|gif|webp)$/i.test(name)
