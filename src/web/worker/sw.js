// Opens the pages where there is no network. It keeps the built files only, never an answer of the server about anybody.
const build = '__BUILD__'
const files = new Set(__FILES__)
const cacheName = `baton-${build}`
const ofServer = /^\/(api|health|metrics)(\/|$)/

self.addEventListener('install', (event) => {
  event.waitUntil(fill().then(() => self.skipWaiting()))
})

async function fill() {
  const cache = await caches.open(cacheName)
  await cache.add(new Request('/', { cache: 'reload' }))
  await cache.addAll([...files])
}

// Pages that are still open keep the build before this one; what is older goes.
self.addEventListener('activate', (event) => {
  event.waitUntil(sweep().then(() => self.clients.claim()))
})

async function sweep() {
  const others = (await caches.keys()).filter((name) => name.startsWith('baton-') && name !== cacheName)
  await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)))
}

self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== self.location.origin || ofServer.test(pathname)) return
  if (request.mode === 'navigate') event.respondWith(page(request))
  else if (files.has(pathname) || pathname.startsWith('/assets/')) event.respondWith(file(request))
})

/** The page as the server has it now; the kept one only where nobody answers. */
async function page(request) {
  const answer = await fetch(request).catch(() => undefined)
  if (answer !== undefined && answer.status < 500) return answer
  const kept = await (await caches.open(cacheName)).match('/')
  return kept ?? answer ?? Response.error()
}

const file = async (request) => (await caches.match(request)) ?? fetch(request)
