// The gallery: every small part in every state, in light beside dark. Served at /gallery while developing, never built.
import { ConfigProvider, Segmented } from 'antd'
import { StrictMode, useEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { buttons } from '../ui/buttons.tsx'
import type { Language } from '../ui/format.ts'
import { nameOpenLists } from '../ui/named-lists.ts'
import { type Density, themeOf } from '../ui/theme.ts'
import { Toasts, toast } from '../ui/toast.tsx'
import '../ui/tokens.css'
import '../ui/base.css'
import '../ui/touch.css'
import '../views/list.css'
import '../views/form.css'
import './gallery.css'
import { specimens } from './specimens.tsx'
import { tokenSpecimens } from './token-specimens.tsx'

const languages: readonly Language[] = ['zh-CN', 'en']
const densities: readonly Density[] = ['compact', 'normal', 'roomy']
const themes = ['light', 'dark'] as const
const asked = new URLSearchParams(location.search)

function Gallery() {
  const [language, setLanguage] = useState<Language>(asked.get('language') === 'en' ? 'en' : 'zh-CN')
  const [density, setDensity] = useState<Density>('normal')
  useEffect(() => {
    document.documentElement.lang = language
    toast({ text: language === 'en' ? 'Saved' : '已保存', action: { label: 'Ctrl Z', run: () => undefined } })
  }, [language])
  return (
    <main className="gallery">
      <header className="page-head">
        <h1>Gallery</h1>
        <Segmented aria-label="Language" options={[...languages]} value={language} onChange={setLanguage} />
        <Segmented aria-label="Density" options={[...densities]} value={density} onChange={setDensity} />
      </header>
      <div className="gallery-columns">
        {themes.map((name) => (
          <Panel key={`${name} ${density} ${language}`} name={name} density={density} language={language} />
        ))}
      </div>
      <Toasts />
    </main>
  )
}

/** One theme of the two; its part of the page wears it whatever the page itself wears. */
function Panel({
  name,
  density,
  language,
}: {
  readonly name: (typeof themes)[number]
  readonly density: Density
  readonly language: Language
}) {
  const [panel, setPanel] = useState<HTMLElement | null>(null)
  return (
    <section
      className="gallery-panel"
      ref={setPanel}
      data-theme={name}
      data-density={density}
      aria-label={name}
    >
      {panel === null ? null : (
        <ConfigProvider
          theme={themeOf(panel, name === 'dark')}
          getPopupContainer={() => panel}
          button={buttons}
        >
          {[...specimens, ...tokenSpecimens].map(({ title, Show }) => (
            <article key={title.en} className="card">
              <h2>{title[language]}</h2>
              <Show say={(zh, en) => (language === 'en' ? en : zh)} />
            </article>
          ))}
        </ConfigProvider>
      )}
    </section>
  )
}

const root = document.getElementById('root')
nameOpenLists()
if (root !== null)
  createRoot(root).render(
    <StrictMode>
      <Gallery />
    </StrictMode>,
  )
