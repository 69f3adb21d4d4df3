// Pinyin initials of Chinese, by which people find things without leaving the Latin keyboard.
import { pinyin } from 'pinyin-pro'
import type { Initials } from '#kernel/records'

export const initials: Initials = (chinese) =>
  pinyin(chinese, { pattern: 'first', toneType: 'none', separator: '' })

const chinese = /\p{Script=Han}+/gu

/** A text as somebody types it by initials: "新建 BOM 清单" is `xjbomqd`. */
export const typedInitials = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(chinese, (run) => initials(run))
    .replace(/[^\p{L}\p{N}]/gu, '')
