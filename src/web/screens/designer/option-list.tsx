// The choices of a select: what they are called, their colours, their order; one in use is retired, never lost.
import { Button, Input } from 'antd'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Label, Option } from '#kernel/schema'
import type { Language } from '../../ui/format.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { blankLabel } from './design.ts'
import { optionColors } from './field-kinds.ts'
import { newKey } from './stable-names.ts'

const most = 500

/** The other language follows until it says something of its own. */
function renamed(label: Label, language: Language, text: string): Label {
  const other = language === 'en' ? 'zh-CN' : 'en'
  const follows = label[other] === label[language]
  return { ...label, [language]: text, ...(follows ? { [other]: text } : {}) }
}

export function OptionList({
  options,
  published,
  onChange,
}: {
  readonly options: readonly Option[]
  /** Keys that records may hold already. */
  readonly published: ReadonlySet<string>
  readonly onChange: (options: readonly Option[]) => void
}) {
  const { t } = useTranslation()
  const { language } = useFormat()
  const frame = useRef<HTMLFieldSetElement>(null)
  const replace = (key: string, changed: Partial<Option>): void =>
    onChange(options.map((option) => (option.key === key ? { ...option, ...changed } : option)))
  const add = (): void => {
    const key = newKey(options)
    const color = optionColors[options.length % optionColors.length] ?? optionColors[0]
    onChange([...options, { key, label: blankLabel, color }])
    requestAnimationFrame(() =>
      frame.current?.querySelector<HTMLElement>('li:last-child input[type="text"]')?.focus(),
    )
  }
  const remove = (option: Option): void => {
    if (published.has(option.key)) replace(option.key, { retired: option.retired !== true })
    else onChange(options.filter(({ key }) => key !== option.key))
  }
  return (
    <fieldset className="options" ref={frame} aria-label={t('design.options.title')}>
      <ol>
        {options.map((option, index) => (
          <li
            key={published.has(option.key) ? option.key : `new ${index}`}
            data-retired={option.retired === true}
          >
            <input
              type="color"
              aria-label={t('design.options.color', { count: index + 1 })}
              value={option.color ?? optionColors[0]}
              onChange={({ target }) => replace(option.key, { color: target.value })}
            />
            <Input
              type="text"
              aria-label={t('design.options.name', { count: index + 1 })}
              placeholder={t('design.options.name', { count: index + 1 })}
              value={option.label[language]}
              maxLength={60}
              onChange={({ target }) =>
                replace(option.key, { label: renamed(option.label, language, target.value) })
              }
              onPressEnter={(event) => {
                if (!event.nativeEvent.isComposing) add()
              }}
            />
            <button type="button" className="plain hush" onClick={() => remove(option)}>
              {t(
                !published.has(option.key)
                  ? 'remove'
                  : option.retired === true
                    ? 'design.restore'
                    : 'design.retire',
              )}
            </button>
          </li>
        ))}
      </ol>
      <Button size="small" type="dashed" disabled={options.length >= most} onClick={add}>
        {t('design.options.add')}
      </Button>
    </fieldset>
  )
}
