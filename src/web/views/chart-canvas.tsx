// The drawing of a chart, in the colours of the page. The only place that knows the charting library.
import { BarChart, LineChart, PieChart } from 'echarts/charts'
import { GridComponent, TooltipComponent } from 'echarts/components'
import { type EChartsCoreOption, init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { useIsNarrow } from '../ui/media.ts'
import type { Shape } from './chart.tsx'

use([BarChart, LineChart, PieChart, GridComponent, TooltipComponent, SVGRenderer])

export type ChartBar = {
  readonly name: string
  /** A decimal; null for nothing. */
  readonly value: string | null
  /** Named as options name theirs. */
  readonly color: string | undefined
}

type Props = {
  readonly label: string
  readonly shape: Shape
  /** Whether the bars are stretches of time, which stand beside each other and not below. */
  readonly isTime: boolean
  readonly bars: readonly ChartBar[]
  readonly short: (value: string) => string
  readonly exact: (value: string) => string
  readonly onPick: (place: number) => void
}

/** More are in the table alone. */
const most = { bar: 30, time: 400, pie: 12 } as const
const barPx = 30

export default function ChartCanvas(props: Props) {
  const { t } = useTranslation()
  const frame = useRef<HTMLDivElement>(null)
  const look = useLook()
  const isNarrow = useIsNarrow()
  const { shape, isTime, bars } = props
  const limit = shape === 'pie' ? most.pie : isTime ? most.time : most.bar
  const shown = bars.slice(0, limit)
  const isLying = shape === 'bar' && !isTime
  const height = isLying ? Math.max(160, shown.length * barPx + 20) : isNarrow ? 260 : 320
  const pick = useRef(props.onPick)
  pick.current = props.onPick
  // What is drawn, as a text that stays the same while nothing of it changes.
  const drawing = JSON.stringify({ shown, shape, isLying, isNarrow, look })
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text stands for all that is drawn
  useEffect(() => {
    const element = frame.current
    if (element === null) return
    const chart = init(element, null, { renderer: 'svg' })
    chart.setOption(optionOf({ ...props, bars: shown }, colorsOf(element), isLying, isNarrow))
    chart.on('click', ({ dataIndex }) => pick.current(dataIndex))
    const observer = new ResizeObserver(() => chart.resize())
    observer.observe(element)
    return () => {
      observer.disconnect()
      chart.dispose()
    }
  }, [drawing])
  return (
    <>
      <div className="chart-canvas" ref={frame} role="img" aria-label={props.label} style={{ height }} />
      {bars.length > limit ? <p className="hush">{t('chart.first', { count: limit })}</p> : null}
    </>
  )
}

/** Changes when the page is dressed otherwise. */
function useLook(): string {
  return useSyncExternalStore(
    (listener) => {
      const observer = new MutationObserver(listener)
      observer.observe(document.documentElement, { attributeFilter: ['data-theme', 'data-density', 'lang'] })
      return () => observer.disconnect()
    },
    () => {
      const { theme = '', density = '' } = document.documentElement.dataset
      return `${theme} ${density} ${document.documentElement.lang}`
    },
  )
}

const dots = ['blue', 'cyan', 'gold', 'purple', 'green', 'orange', 'red', 'gray'] as const

type Colors = Readonly<
  Record<'ink' | 'quiet' | 'rule' | 'accent' | 'surface' | 'raised' | 'font', string>
> & {
  readonly size: number
  readonly dot: (name: string | undefined) => string | undefined
  readonly palette: string[]
}

function colorsOf(element: Element): Colors {
  const style = getComputedStyle(element)
  const read = (name: string): string => style.getPropertyValue(`--${name}`).trim()
  return {
    ...{ ink: read('ink'), quiet: read('ink-3'), rule: read('rule'), accent: read('accent') },
    ...{ surface: read('surface'), raised: read('raised'), font: style.fontFamily },
    size: Number.parseFloat(read('small')),
    dot: (name) =>
      name === undefined ? undefined : /^[a-z]+$/.test(name) ? read(`dot-${name}`) || undefined : name,
    palette: dots.map((name) => read(`dot-${name}`)),
  }
}

function optionOf(
  { shape, bars, short, exact }: Props,
  colors: Colors,
  isLying: boolean,
  isNarrow: boolean,
): EChartsCoreOption {
  const text = { color: colors.quiet, fontFamily: colors.font, fontSize: colors.size }
  const value = (at: number): string => bars[at]?.value ?? ''
  const names = bars.map(({ name }) => name)
  const common = {
    animationDuration: 220,
    textStyle: { fontFamily: colors.font },
    tooltip: {
      trigger: shape === 'pie' ? 'item' : 'axis',
      confine: true,
      // Names are what people typed: they are drawn as text and never read as markup.
      renderMode: 'richText',
      backgroundColor: colors.raised,
      borderColor: colors.rule,
      textStyle: { ...text, color: colors.ink },
      axisPointer: { type: shape === 'line' ? 'line' : 'shadow' },
      formatter: (found: unknown) => {
        const [first]: readonly unknown[] = Array.isArray(found) ? found : [found]
        const at = placeIn(first)
        return `${names[at] ?? ''}  ${value(at) === '' ? '–' : exact(value(at))}`
      },
    },
  }
  if (shape === 'pie')
    return {
      ...common,
      color: colors.palette,
      series: [
        {
          type: 'pie',
          radius: isNarrow ? ['36%', '58%'] : ['46%', '74%'],
          cursor: 'pointer',
          itemStyle: { borderColor: colors.surface, borderWidth: 2 },
          label: { ...text, color: colors.ink, formatter: '{b}  {d}%' },
          labelLine: { lineStyle: { color: colors.rule } },
          data: bars.map(({ name, value: own, color }) => ({
            name,
            value: Math.max(0, Number(own ?? 0)),
            itemStyle: { color: colors.dot(color) },
          })),
        },
      ],
    }
  const category = {
    type: 'category',
    data: names,
    axisLine: { lineStyle: { color: colors.rule } },
    axisTick: { show: false },
    axisLabel: {
      ...text,
      color: colors.ink,
      ...(isLying
        ? { width: isNarrow ? 84 : 160, overflow: 'truncate', interval: 0 }
        : { hideOverlap: true }),
    },
    ...(isLying ? { inverse: true } : {}),
  }
  const amount = {
    type: 'value',
    splitNumber: isNarrow ? 3 : 5,
    axisLabel: { ...text, formatter: (number: number) => short(plainNumber(number)), hideOverlap: true },
    splitLine: { lineStyle: { color: colors.rule } },
  }
  const series = {
    type: shape,
    cursor: 'pointer',
    data: bars.map(({ value: own, color }) => ({
      value: own === null ? null : Number(own),
      itemStyle: { color: colors.dot(color) ?? colors.accent },
    })),
    ...(shape === 'line'
      ? {
          lineStyle: { color: colors.accent, width: 2 },
          symbolSize: 7,
          triggerLineEvent: false,
          connectNulls: false,
          areaStyle: { color: colors.accent, opacity: 0.08 },
        }
      : {
          barMaxWidth: isLying ? 18 : 40,
          itemStyle: { borderRadius: isLying ? [0, 4, 4, 0] : [4, 4, 0, 0] },
        }),
    label: {
      show: isLying || bars.length <= (isNarrow ? 6 : 16),
      position: isLying ? 'right' : 'top',
      ...text,
      formatter: ({ dataIndex }: { readonly dataIndex: number }) =>
        value(dataIndex) === '' ? '' : short(value(dataIndex)),
    },
  }
  return {
    ...common,
    grid: { left: 8, right: isLying ? 64 : 16, top: 24, bottom: 4, containLabel: true },
    xAxis: isLying ? amount : category,
    yAxis: isLying ? category : amount,
    series: [series],
  }
}

/** A number as the formats read it: never with an exponent. */
const plainNumber = (number: number): string =>
  Number.isInteger(number) ? number.toFixed(0) : String(Number(number.toFixed(4)))

const placeIn = (found: unknown): number =>
  typeof found === 'object' && found !== null && 'dataIndex' in found && typeof found.dataIndex === 'number'
    ? found.dataIndex
    : -1
