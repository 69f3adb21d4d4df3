// From measures to the figures that are shown and kept.
import type { Measure } from './drive.ts'

export type Figures = {
  readonly perSecond: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
  /** CPU milliseconds a round. */
  readonly serverCpu: number
  readonly postgresCpu: number
}

export function figuresOf(measures: readonly Measure[]): Figures {
  const sum = (pick: (measure: Measure) => number): number =>
    measures.reduce((total, measure) => total + pick(measure), 0)
  const times = measures.flatMap((measure) => measure.times).sort((left, right) => left - right)
  const at = (share: number): number =>
    round(times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0)
  const rounds = Math.max(
    1,
    sum((measure) => measure.rounds),
  )
  return {
    perSecond: round(sum((measure) => measure.rounds) / sum((measure) => measure.seconds)),
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    serverCpu: round(sum((measure) => measure.serverCpuMs) / rounds),
    postgresCpu: round(sum((measure) => measure.postgresCpuMs) / rounds),
  }
}

const round = (value: number): number => Number(value.toPrecision(4))

export type Line = {
  readonly scenario: string
  readonly clients: number
  readonly baton: Figures
  readonly hand: Figures | null
}

/** One row of the table: Baton's figures, and what share of the hand-written side's they are. */
export function cells({ scenario, clients, baton, hand }: Line): readonly string[] {
  const share = (name: keyof Figures): string => (hand === null ? '' : ` (${times(baton[name], hand[name])})`)
  return [
    scenario,
    String(clients),
    `${baton.perSecond}`,
    hand === null ? '' : `${hand.perSecond}`,
    hand === null ? '' : `${Math.round((100 * baton.perSecond) / hand.perSecond)} %`,
    `${baton.p50}${share('p50')}`,
    `${baton.p95}${share('p95')}`,
    `${baton.p99}${share('p99')}`,
    `${baton.serverCpu}${share('serverCpu')}`,
    `${baton.postgresCpu}${share('postgresCpu')}`,
  ]
}

const times = (value: number, against: number): string =>
  against === 0 ? '–' : `${(value / against).toFixed(2)}×`

export const heading: readonly string[] = [
  ...['scenario', 'clients', 'Baton /s', 'by hand /s', 'share', 'p50 ms', 'p95 ms', 'p99 ms'],
  ...['server CPU ms', 'PostgreSQL CPU ms'],
]

/** A Markdown table. */
export const table = (lines: readonly Line[]): string =>
  [heading, heading.map(() => '---'), ...lines.map(cells)].map((row) => `| ${row.join(' | ')} |`).join('\n')
