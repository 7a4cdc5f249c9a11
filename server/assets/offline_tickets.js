// Keeps the screen awake, turns tickets with the arrow keys, and keeps the page for when there is
// no network. Without any of it the page still shows its tickets.
const tickets = document.querySelector('[data-tickets]');

async function stayAwake() {
  try {
    if (document.visibilityState === 'visible') await navigator.wakeLock?.request('screen');
  } catch {
    // A battery that is nearly empty may say no.
  }
}

document.addEventListener('visibilitychange', stayAwake);
void stayAwake();

document.addEventListener('keydown', (event) => {
  const turn = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (turn === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  tickets.scrollBy({ left: turn * tickets.clientWidth });
});

async function keep() {
  if (!('serviceWorker' in navigator) || !('caches' in window)) return;
  await navigator.serviceWorker.register('/sw.js', { scope: '/bookings/' });
  const kept = await caches.open('door-1');
  await kept.addAll([location.pathname, '/door.css', '/door.js', '/favicon.svg']);
  document.querySelector('[data-kept]').hidden = false;
}

keep().catch(async () => {
  // Offline it may be here from before.
  if (await caches.match(location.pathname)) document.querySelector('[data-kept]').hidden = false;
});
