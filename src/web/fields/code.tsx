// A text drawn as bars or as a square of dots, black on white in every theme so that it is read; loaded where one is shown.
import { QRCode } from 'antd'
import { code128 } from '#base/values/code128'
import type { TextFormatRule } from '#kernel/schema'
import './code.css'

type Props = { readonly text: string; readonly drawn: NonNullable<TextFormatRule['code']> }

/** Modules that stay white before and after the bars. */
const quiet = 10
const height = 40

function Bars({ text }: { readonly text: string }) {
  const widths = code128(text)
  if (widths === undefined) return null
  let at = quiet
  const bars = widths.flatMap((width, place) => {
    const x = at
    at += width
    return place % 2 === 0 ? [`M${x} 0h${width}v${height}h-${width}z`] : []
  })
  return (
    <svg
      className="code code-bars"
      viewBox={`0 0 ${at + quiet} ${height}`}
      style={{ width: (at + quiet) * 1.5 }}
      preserveAspectRatio="none"
      shapeRendering="crispEdges"
      role="img"
      aria-label={text}
    >
      <path d={bars.join('')} />
    </svg>
  )
}

export default function Code({ text, drawn }: Props) {
  if (drawn === 'bars') return <Bars text={text} />
  return (
    <span className="code" role="img" aria-label={text}>
      <span aria-hidden="true">
        <QRCode
          value={text}
          type="svg"
          size={112}
          bordered={false}
          color="var(--pen)"
          bgColor="var(--sheet)"
          errorLevel="M"
        />
      </span>
    </span>
  )
}
