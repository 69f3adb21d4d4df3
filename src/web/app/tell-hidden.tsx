// Tells of a new message through the browser while the page is out of sight, for those who asked to be told.
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useNewest } from '../data/inbox.ts'
import { useLabel } from '../data/metadata.ts'

export default function TellHidden() {
  const newest = useNewest()
  const label = useLabel()
  const navigate = useNavigate()
  // What was there when the page was opened is no news.
  const known = useRef<ReadonlySet<string> | null>(null)
  useEffect(() => {
    if (newest === undefined) return
    const before = known.current
    known.current = new Set([...(before ?? []), ...newest.map(({ id }) => String(id))])
    const news = before === null ? undefined : newest.find(({ id }) => !before.has(String(id)))
    if (news === undefined || !document.hidden || Notification.permission !== 'granted') return
    const id = String(news.id)
    const text = label(news.text)
    const told = new Notification(text, { tag: id })
    told.onclick = () => {
      window.focus()
      void navigate({ to: '/inbox' })
    }
  }, [newest, label, navigate])
  return null
}
