// Text with headings, lists, quotations and links: its words in lists, all of it where there is room.
import { createElement, lazy, type ReactNode, Suspense } from 'react'
import { plainText, type RichMark, type RichNode, type RichTextField, richDoc } from '#kernel/schema'
import { Blank } from './blank.tsx'
import type { FieldView, ShowProps } from './field-view.ts'
import './rich-text.css'

const Editor = lazy(() => import('./rich-text-edit.tsx'))

const tags: Partial<Readonly<Record<RichNode['type'], string>>> = {
  paragraph: 'p',
  bulletList: 'ul',
  orderedList: 'ol',
  listItem: 'li',
  blockquote: 'blockquote',
}

const marked = (words: ReactNode, mark: RichMark): ReactNode => {
  if (mark.type !== 'link') return mark.type === 'bold' ? <strong>{words}</strong> : <em>{words}</em>
  return (
    <a href={mark.attrs.href} target="_blank" rel="noopener noreferrer nofollow">
      {words}
    </a>
  )
}

function drawn(node: RichNode, key: number): ReactNode {
  if (node.type === 'text')
    return <span key={key}>{(node.marks ?? []).reduce(marked, node.text as ReactNode)}</span>
  if (node.type === 'hardBreak') return <br key={key} />
  // A heading of a text stands below those of the page.
  const tag = node.type === 'heading' ? `h${(node.attrs?.level ?? 1) + 3}` : tags[node.type]
  return createElement(tag ?? 'div', { key }, ...(node.content ?? []).map(drawn))
}

function ShowWhole({ value }: ShowProps<RichTextField>) {
  const doc = richDoc(value)
  return doc === null ? <Blank /> : <div className="rich-text">{(doc.content ?? []).map(drawn)}</div>
}

export const richTextView: FieldView<RichTextField> = {
  width: 260,
  Show: ({ value }) => {
    const text = plainText(value)
    return text ? <span className="long-text">{text}</span> : <Blank />
  },
  ShowWhole,
  Edit: (props) => (
    <Suspense>
      <Editor {...props} />
    </Suspense>
  ),
}
