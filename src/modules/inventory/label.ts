// Labels written short: Chinese first, English second.
import type { Label } from '#kernel/schema'

export const label = (chinese: string, english: string): Label => ({ 'zh-CN': chinese, en: english })
