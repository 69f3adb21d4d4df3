// The editor of such a text; its library is loaded where one is typed. What it makes is judged again by the server.
import { Editor, type JSONContent } from '@tiptap/core'
import StarterKit from '@tiptap/starter-kit'
import { Button, Input } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isSafeLink, plainText, type RichTextField, richDoc, richTextOf, type Value } from '#kernel/schema'
import { useLabel } from '../data/metadata.ts'
import { helpedOnFocus } from '../ui/help.tsx'
import type { EditProps } from './field-view.ts'
import './rich-text.css'
import './rich-text-edit.css'

const kit = StarterKit.configure({
  heading: { levels: [1, 2, 3] },
  link: { openOnClick: false, autolink: true, isAllowedUri: (address) => isSafeLink(address) },
  code: false,
  codeBlock: false,
  horizontalRule: false,
  strike: false,
  underline: false,
})

const tools = {
  bold: { sign: 'B', run: (editor) => editor.chain().focus().toggleBold().run() },
  italic: { sign: 'I', run: (editor) => editor.chain().focus().toggleItalic().run() },
  heading: { sign: 'H', run: (editor) => editor.chain().focus().toggleHeading({ level: 1 }).run() },
  bulletList: { sign: '•', run: (editor) => editor.chain().focus().toggleBulletList().run() },
  orderedList: { sign: '①', run: (editor) => editor.chain().focus().toggleOrderedList().run() },
  blockquote: { sign: '❝', run: (editor) => editor.chain().focus().toggleBlockquote().run() },
} as const satisfies Readonly<Record<string, { sign: string; run: (editor: Editor) => boolean }>>

/** The letters keep their selection while a tool is pressed. */
const keepFocus = (event: { preventDefault(): void }): void => event.preventDefault()

const contentOf = (value: Value | undefined): JSONContent | null => richDoc(value) as JSONContent | null

const sameText = (left: unknown, right: unknown): boolean => JSON.stringify(left) === JSON.stringify(right)

export default function EditRichText(props: EditProps<RichTextField>) {
  const { t } = useTranslation()
  const inWords = useLabel()
  const place = useRef<HTMLDivElement>(null)
  const told = useRef(props.onChange)
  told.current = props.onChange
  const last = useRef<Value>(props.value ?? null)
  const first = useRef(props)
  const [editor, setEditor] = useState<Editor | null>(null)
  const [, draw] = useState(0)
  const name = props.label ?? inWords(props.field.label)
  useEffect(() => {
    const { value, autoFocus, id, describedBy, field } = first.current
    const made = new Editor({
      element: place.current,
      extensions: [kit],
      content: contentOf(value),
      autofocus: autoFocus ? 'end' : false,
      editorProps: {
        attributes: {
          id,
          role: 'textbox',
          'aria-multiline': 'true',
          'aria-label': name,
          'aria-required': String(field.required === true),
          ...(describedBy === undefined ? {} : { 'aria-describedby': describedBy }),
          class: 'rich-text',
        },
      },
      onTransaction: () => draw((count) => count + 1),
      onUpdate: ({ editor: changed }) => {
        const rich = richTextOf(changed.getJSON())
        // What is too large is sent as it is, so that the refusal says so at the field.
        last.current = (rich === 'tooLarge' ? changed.getJSON() : (rich ?? null)) as Value
        told.current(last.current)
      },
    })
    setEditor(made)
    return () => made.destroy()
  }, [name])
  // What comes from elsewhere (a newer version, a value taken back) replaces what stands.
  useEffect(() => {
    const value = props.value ?? null
    if (editor === null || sameText(value, last.current)) return
    last.current = value
    editor.commands.setContent(contentOf(value), { emitUpdate: false })
  }, [editor, props.value])
  return (
    <div
      className="rich-editor"
      data-bad={props.isInvalid === true}
      data-words={plainText(props.value)?.length ?? 0}
      {...helpedOnFocus(props.help ?? '')}
    >
      <div className="rich-tools" role="toolbar" aria-label={t('rich.tools')}>
        {Object.entries(tools).map(([key, { sign, run }]) => (
          <button
            type="button"
            className="plain"
            key={key}
            tabIndex={-1}
            aria-label={t(`rich.${key}`)}
            title={t(`rich.${key}`)}
            aria-pressed={editor?.isActive(key) ?? false}
            onMouseDown={keepFocus}
            onClick={() => editor !== null && run(editor)}
          >
            <span aria-hidden="true">{sign}</span>
          </button>
        ))}
        {editor === null ? null : <LinkTool editor={editor} />}
      </div>
      <div ref={place} />
    </div>
  )
}

function LinkTool({ editor }: { readonly editor: Editor }) {
  const { t } = useTranslation()
  const [address, setAddress] = useState<string | null>(null)
  const isLink = editor.isActive('link')
  const begin = (): void => setAddress(String(editor.getAttributes('link').href ?? ''))
  const take = (): void => {
    const given = (address ?? '').trim()
    const href = given === '' || /^[a-z]+:/i.test(given) ? given : `https://${given}`
    if (href !== '' && !isSafeLink(href)) return
    const chain = editor.chain().focus().extendMarkRange('link')
    if (href === '') chain.unsetLink().run()
    else if (editor.state.selection.empty && !isLink)
      chain.insertContent({ type: 'text', text: given, marks: [{ type: 'link', attrs: { href } }] }).run()
    else chain.setLink({ href }).run()
    setAddress(null)
  }
  if (address === null)
    return (
      <button
        type="button"
        className="plain"
        tabIndex={-1}
        aria-label={t('rich.link')}
        title={t('rich.link')}
        aria-pressed={isLink}
        onMouseDown={keepFocus}
        onClick={begin}
      >
        {t('rich.link')}
      </button>
    )
  return (
    <span className="rich-link">
      <Input
        autoFocus
        size="small"
        value={address}
        maxLength={2000}
        aria-label={t('rich.address')}
        placeholder="https://"
        onChange={({ target }) => setAddress(target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' && event.key !== 'Escape') return
          event.preventDefault()
          event.stopPropagation()
          if (event.key === 'Enter') take()
          else setAddress(null)
        }}
      />
      <Button size="small" onMouseDown={keepFocus} onClick={take}>
        {t('rich.setLink')}
      </Button>
    </span>
  )
}
