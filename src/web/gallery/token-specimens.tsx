// The tokens as they look: colours on what they stand on, sizes of type, space and radius.
import { specimen } from './specimen.ts'

const colors = ['ink', 'ink-2', 'ink-3', 'accent', 'ok', 'warn', 'late'] as const
const surfaces = ['bg', 'surface', 'sunken', 'hover', 'accent-soft', 'warn-soft', 'late-soft'] as const
const sizes = ['title', 'lead', 'text', 'label', 'small', 'tiny'] as const
const radii = ['radius-xs', 'radius-s', 'radius-m', 'radius', 'radius-l'] as const
const tints = [1, 2, 3, 4, 5, 6, 7, 8] as const

export const tokenSpecimens = [
  specimen('颜色', 'Colours', () => (
    <>
      <div className="gallery-row">
        {colors.map((name) => (
          <b key={name} style={{ color: `var(--${name})` }}>
            {name}
          </b>
        ))}
      </div>
      <div className="gallery-row">
        {surfaces.map((name) => (
          <span key={name} className="gallery-swatch" style={{ background: `var(--${name})` }}>
            {name}
          </span>
        ))}
      </div>
      <div className="gallery-row">
        {tints.map((tint) => (
          <span
            key={tint}
            className="gallery-swatch"
            style={{ color: 'var(--on-tint)', background: `var(--tint-${tint})` }}
          >
            {tint}
          </span>
        ))}
      </div>
    </>
  )),
  specimen('字号', 'Sizes of type', ({ say }) => (
    <>
      {sizes.map((name) => (
        <p key={name} style={{ fontSize: `var(--${name})` }}>
          {say(
            '订单 SO-2026-001842 共 1,200 台，承诺 11 月 26 日',
            'Order SO-2026-001842, 1,200 pcs, due 26 Nov',
          )}{' '}
          <small>{name}</small>
        </p>
      ))}
    </>
  )),
  specimen('中文排版', 'Type', ({ say }) => (
    <p className="gallery-measure">
      {say(
        '“采购部”说：电机（FS40-B）要晚 1.5 个工作日到，《补充协议》里写的是 11 月 18 日，实际到货 11 月 20 日；已告知客户，客户同意分 2 批发货。',
        'Purchasing says that the motors (FS40-B) come 1.5 working days late; the customer agrees to two shipments.',
      )}
    </p>
  )),
  specimen('圆角', 'Radii', () => (
    <div className="gallery-row">
      {radii.map((name) => (
        <span key={name} className="gallery-swatch" style={{ borderRadius: `var(--${name})` }}>
          {name}
        </span>
      ))}
    </div>
  )),
]
