// Takes the place of `sw.js` where the page is no longer to be kept: deletes what earlier versions keep, and itself.
// `make dist OFFLINE=` builds a page with it, and a host may put it there by hand.

addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(remove()));

async function remove() {
  const family = `scs-checker ${registration.scope} `;
  const names = (await caches.keys()).filter((name) => name.startsWith(family));
  await Promise.all(names.map((name) => caches.delete(name)));
  await registration.unregister();
  for (const page of await clients.matchAll({ includeUncontrolled: true, type: 'window' })) {
    const { origin, pathname } = new URL(page.url);
    // Not those of a copy that lies further down.
    if ([registration.scope, `${registration.scope}index.html`].includes(origin + pathname)) {
      page.postMessage('failed');
    }
  }
}
