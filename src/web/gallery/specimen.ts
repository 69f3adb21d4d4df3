// One thing that the gallery shows.
import type { ComponentType } from 'react'

/** Says it in Chinese or in English. */
export type Say = (chinese: string, english: string) => string

export type Specimen = {
  readonly title: { readonly 'zh-CN': string; readonly en: string }
  readonly Show: ComponentType<{ readonly say: Say }>
}

export const specimen = (chinese: string, english: string, Show: Specimen['Show']): Specimen => ({
  title: { 'zh-CN': chinese, en: english },
  Show,
})
