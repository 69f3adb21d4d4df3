// The component library dressed in our tokens: read from the page, so that each stands written in one place only.
import { type ThemeConfig, theme } from 'antd'

export type Density = 'compact' | 'normal' | 'roomy'

const colors = {
  colorPrimary: 'accent',
  colorInfo: 'accent',
  colorLink: 'accent',
  colorSuccess: 'ok',
  colorWarning: 'warn',
  colorError: 'late',
  colorInfoBg: 'accent-soft',
  colorInfoBorder: 'accent-soft',
  colorWarningBg: 'warn-soft',
  colorWarningBorder: 'warn-soft',
  colorErrorBg: 'late-soft',
  colorErrorBorder: 'late-soft',
  colorText: 'ink',
  colorTextSecondary: 'ink-2',
  colorTextPlaceholder: 'ink-3',
  colorBgContainer: 'surface',
  colorBgElevated: 'raised',
  colorBgLayout: 'bg',
  colorBgMask: 'veil',
  colorBorder: 'rule-2',
  colorBorderDisabled: 'rule-2',
  colorBorderSecondary: 'rule',
  colorTextLightSolid: 'on-accent',
  boxShadow: 'shadow-high',
  boxShadowSecondary: 'shadow-high',
} as const

const sizes = {
  fontSize: 'text',
  controlHeight: 'control',
  controlHeightSM: 'control-small',
  borderRadius: 'radius-m',
  borderRadiusSM: 'radius-s',
  borderRadiusXS: 'radius-xs',
  borderRadiusLG: 'radius',
} as const

const durations = {
  motionDurationFast: 'instant',
  motionDurationMid: 'quick',
  motionDurationSlow: 'calm',
} as const

const all = <T>(names: Readonly<Record<string, string>>, read: (name: string) => T): Record<string, T> =>
  Object.fromEntries(Object.entries(names).map(([key, name]) => [key, read(name)]))

/** A duration as the library writes it, whichever unit a stylesheet has been shortened to. */
const seconds = (duration: string): string =>
  `${Number.parseFloat(duration) / (duration.endsWith('ms') ? 1000 : 1)}s`

/** The theme that these tokens make; `token` answers what a token's name without dashes stands for, '' when it is none. */
export function themeFrom(token: (name: string) => string, isDark: boolean): ThemeConfig {
  return {
    algorithm: isDark ? theme.darkAlgorithm : theme.defaultAlgorithm,
    hashed: false,
    token: {
      ...all(colors, token),
      ...all(sizes, (name) => Number.parseFloat(token(name))),
      ...all(durations, (name) => seconds(token(name))),
      ...(isDark ? { colorBgBase: token('bg') } : {}),
      // What is being done can still be read.
      opacityLoading: 1,
      motion: Number.parseFloat(token('calm')) > 0,
      fontFamily: 'var(--font)',
    },
    components: {
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
      Checkbox: { colorBorder: token('ink-3') },
      Tooltip: { colorBgSpotlight: token('ink'), colorTextLightSolid: token('bg') },
    },
  }
}

/** The theme that an element of the page wears, with everything in it. */
export function themeOf(element: Element, isDark: boolean): ThemeConfig {
  const style = getComputedStyle(element)
  return themeFrom((name) => style.getPropertyValue(`--${name}`).trim(), isDark)
}
