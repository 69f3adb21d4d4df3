// Every address and the screen that answers it; a screen's code arrives when it is first asked for.
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { BrokenScreen } from './broken-screen.tsx'
import { Frame } from './frame.tsx'
import { NotFound } from './not-found.tsx'

type Search = { readonly [name: string]: string | undefined }

const root = createRootRoute({
  component: Frame,
  notFoundComponent: NotFound,
  errorComponent: BrokenScreen,
  validateSearch: (search: Record<string, unknown>): Search =>
    Object.fromEntries(
      Object.entries(search).flatMap(([name, value]) =>
        typeof value === 'string' && value !== '' ? [[name, value]] : [],
      ),
    ),
})

const today = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('../screens/today/today.tsx')),
})
const list = createRoute({
  getParentRoute: () => root,
  path: '/o/$object',
  component: lazyRouteComponent(() => import('../screens/records/list.tsx')),
})
const create = createRoute({
  getParentRoute: () => root,
  path: '/o/$object/new',
  component: lazyRouteComponent(() => import('../screens/records/new.tsx')),
})
const one = createRoute({
  getParentRoute: () => root,
  path: '/o/$object/$id',
  component: lazyRouteComponent(() => import('../screens/records/one.tsx')),
})
const room = createRoute({
  getParentRoute: () => root,
  path: '/room/$object/$id',
  component: lazyRouteComponent(() => import('../screens/room/room.tsx')),
})
const board = createRoute({
  getParentRoute: () => root,
  path: '/board/$object',
  component: lazyRouteComponent(() => import('../screens/board/board.tsx')),
})
const bringing = createRoute({
  getParentRoute: () => root,
  path: '/import/$object',
  component: lazyRouteComponent(() => import('../screens/import/import.tsx')),
})
const inbox = createRoute({
  getParentRoute: () => root,
  path: '/inbox',
  component: lazyRouteComponent(() => import('../screens/inbox/inbox.tsx')),
})
const outbox = createRoute({
  getParentRoute: () => root,
  path: '/outbox',
  component: lazyRouteComponent(() => import('../screens/outbox/outbox.tsx')),
})
const people = createRoute({
  getParentRoute: () => root,
  path: '/people',
  component: lazyRouteComponent(() => import('../screens/people/people.tsx')),
})
const person = createRoute({
  getParentRoute: () => root,
  path: '/people/$id',
  component: lazyRouteComponent(() => import('../screens/people/one.tsx')),
})
const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  component: lazyRouteComponent(() => import('../screens/settings/settings.tsx')),
})
const password = createRoute({
  getParentRoute: () => root,
  path: '/settings/password',
  component: lazyRouteComponent(() => import('../screens/password/change-password.tsx')),
})
const evidence = createRoute({
  getParentRoute: () => root,
  path: '/evidence',
  component: lazyRouteComponent(() => import('../screens/evidence/evidence.tsx')),
})
const usage = createRoute({
  getParentRoute: () => root,
  path: '/usage/$object',
  component: lazyRouteComponent(() => import('../screens/usage/usage.tsx')),
})
const objects = createRoute({
  getParentRoute: () => root,
  path: '/admin/objects',
  component: lazyRouteComponent(() => import('../screens/admin/objects.tsx')),
})
const modules = createRoute({
  getParentRoute: () => root,
  path: '/admin/modules',
  component: lazyRouteComponent(() => import('../screens/admin/modules.tsx')),
})
const flows = createRoute({
  getParentRoute: () => root,
  path: '/admin/flows',
  component: lazyRouteComponent(() => import('../screens/flows/flows.tsx')),
})
const designer = createRoute({
  getParentRoute: () => root,
  path: '/admin/objects/$design',
  component: lazyRouteComponent(() => import('../screens/designer/designer.tsx')),
})

const screen = createRoute({
  getParentRoute: () => root,
  path: '/screen',
  staticData: { isBare: true },
  component: lazyRouteComponent(() => import('../screens/screen/screen.tsx')),
})

// Parameters are plain text, so that an address can be read, typed and sent to somebody.
const parseSearch = (text: string): Search => Object.fromEntries(new URLSearchParams(text))

function stringifySearch(search: Record<string, unknown>): string {
  const present = Object.entries(search).flatMap(([name, value]) =>
    typeof value === 'string' && value !== '' ? [[name, value]] : [],
  )
  const text = new URLSearchParams(present).toString().replace(/%2C/g, ',')
  return text === '' ? '' : `?${text}`
}

export const router = createRouter({
  routeTree: root.addChildren([
    today,
    list,
    create,
    one,
    room,
    board,
    bringing,
    inbox,
    outbox,
    people,
    person,
    settings,
    password,
    evidence,
    usage,
    objects,
    modules,
    flows,
    designer,
    screen,
  ]),
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  defaultErrorComponent: BrokenScreen,
  scrollRestoration: false,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
  interface StaticDataRouteOption {
    /** Drawn alone, without rail and bar. */
    readonly isBare?: boolean
  }
}
