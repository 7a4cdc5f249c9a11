// Serves tickets that were opened before, while there is no network. Nothing else: every other
// request goes its own way, and a ticket too comes from the server whenever that answers.
const KEPT = 'door-1';
const TICKETS = /^\/bookings\/[^/]+\/tickets$/;
const PARTS = ['/door.css', '/door.js', '/favicon.svg'];

self.addEventListener('install', () => self.skipWaiting());

self.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) {
        if (name.startsWith('door-') && name !== KEPT) await caches.delete(name);
      }
      await self.clients.claim();
    })(),
  );
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  const page = request.mode === 'navigate' && TICKETS.test(url.pathname);
  if (page || PARTS.includes(url.pathname)) event.respondWith(answer(request, url.pathname));
});

async function answer(request, path) {
  const kept = await caches.open(KEPT);
  let response;
  try {
    response = await fetch(request);
  } catch (error) {
    const before = await kept.match(path);
    if (before) return before;
    throw error;
  }
  if (response.status >= 500) return (await kept.match(path)) ?? response;
  if (response.ok && response.type === 'basic' && !response.redirected) {
    await kept.put(path, response.clone());
  } else {
    // Logged out, cancelled, somebody else's: what was kept is not theirs to see any more.
    await kept.delete(path);
  }
  return response;
}
