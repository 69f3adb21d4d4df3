// What a share link shows, asked for without a session.
import type { FieldMetadata } from '#kernel/module'
import type { Row } from '#kernel/schema'
import { type Answer, call } from './api.ts'

export type SharedPage = {
  readonly title: string
  readonly sharedBy: string
  readonly expiresAt: string
  readonly workspace: { readonly name: string; readonly zone: string }
  /** Of each field as much as it takes to draw its values. */
  readonly fields: readonly FieldMetadata[]
  readonly rows: readonly Row[]
  readonly isMore: boolean
}

export const openShared = (token: string, password: string | undefined): Promise<Answer<SharedPage>> =>
  call<SharedPage>('/api/shared', {
    method: 'POST',
    body: { token, ...(password === undefined ? {} : { password }) },
  })

export const isSharedAddress = (): boolean => location.pathname === '/share'
