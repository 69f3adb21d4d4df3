// What stands around a screen: the shell, or nothing where an address asks to be alone.
import { Outlet, useMatches } from '@tanstack/react-router'
import { Suspense } from 'react'
import { Shell } from './shell.tsx'

export function Frame() {
  const isBare = useMatches({ select: (matches) => matches.some(({ staticData }) => staticData.isBare) })
  if (!isBare) return <Shell />
  return (
    <Suspense>
      <Outlet />
    </Suspense>
  )
}
