// The component library dressed in our tokens.
import { type ThemeConfig, theme } from 'antd'

export type Density = 'compact' | 'normal' | 'roomy'

const light = {
  colorPrimary: '#2447d6',
  colorInfo: '#2447d6',
  colorSuccess: '#1b7d51',
  colorWarning: '#9a5b00',
  colorError: '#c0301e',
  colorText: '#1c1f23',
  colorTextSecondary: '#555b63',
  colorTextPlaceholder: '#666c74',
  colorBgLayout: '#f6f6f4',
  colorBorder: '#d3d3cd',
  colorBorderSecondary: '#e5e5e0',
}
const dark = {
  colorPrimary: '#8aa2ff',
  colorInfo: '#8aa2ff',
  colorSuccess: '#5cc795',
  colorWarning: '#e2a545',
  colorError: '#ff8575',
  colorText: '#eceef1',
  colorTextSecondary: '#adb4bd',
  colorTextPlaceholder: '#8d959f',
  colorBgBase: '#131518',
  colorBgContainer: '#1b1e22',
  colorBgElevated: '#22262b',
  colorBgLayout: '#131518',
  colorBorder: '#3a4048',
  colorBorderSecondary: '#2a2e34',
  colorTextLightSolid: '#10131a',
}
const heights: Readonly<Record<Density, number>> = { compact: 28, normal: 32, roomy: 38 }

export const themeOf = (isDark: boolean, density: Density): ThemeConfig => ({
  algorithm: isDark ? theme.darkAlgorithm : theme.defaultAlgorithm,
  hashed: false,
  token: {
    ...(isDark ? dark : light),
    fontFamily: 'var(--font)',
    fontSize: density === 'compact' ? 13 : 14,
    borderRadius: 8,
    controlHeight: heights[density],
    motionDurationFast: '0.08s',
    motionDurationMid: '0.12s',
    motionDurationSlow: '0.18s',
  },
  components: { Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' } },
})
