// The program and system that a user agent names, as people call them. Agents are no standard: what is not known stays blank.

// The first that fits: others carry the names of those they descend from.
const programs: readonly (readonly [RegExp, string])[] = [
  [/MicroMessenger\//, 'WeChat'],
  [/DingTalk\//, 'DingTalk'],
  [/Lark\/|Feishu\//, 'Feishu'],
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/OPR\/|Opera\//, 'Opera'],
  [/QQBrowser\//, 'QQ Browser'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]
const systems: readonly (readonly [RegExp, string])[] = [
  [/HarmonyOS|OpenHarmony/, 'HarmonyOS'],
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/Linux/, 'Linux'],
]

const found = (table: typeof programs, agent: string): string =>
  table.find(([sign]) => sign.test(agent))?.[1] ?? ''

/** "Chrome · Windows"; what is known of it, blank for what names neither. */
export const deviceName = (agent: string | null): string =>
  [found(programs, agent ?? ''), found(systems, agent ?? '')].filter(Boolean).join(' · ')

/** Whether it is carried about. */
export const isHandheld = (agent: string | null): boolean => /Mobile|Android|iPhone|iPad/.test(agent ?? '')
