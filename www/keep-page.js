// Has the browser keep the page for use without a network. The page loads this when it stands; `service-worker.js` does the
// keeping. The page is told of it by events of the window: all that the service worker says, and 'begun', 'insecure' and
// 'unavailable'.

/** The name of an empty cache, which says that a person switched this off. */
const OFF = `scs-checker ${new URL('./', location.href)} off`;
/** How long a new version may take to start before the page is reloaded all the same. */
const PATIENCE_MS = 40_000;

const container = navigator.serviceWorker;
const tell = (detail) => dispatchEvent(new CustomEvent('keeping', { detail }));
container?.addEventListener('message', ({ data }) => tell(data));

/** Called by the page: `what` is 'look', 'on', 'off' or 'start'. */
globalThis.keepChecker = async (address, what) => {
  if (!isSecureContext || !container || !globalThis.caches) {
    return tell(isSecureContext ? 'unavailable' : 'insecure');
  }
  switch (what) {
    case 'look':
      return tell((await caches.has(OFF)) ? 'off' : await keep(address));
    case 'on':
      await caches.delete(OFF);
      return tell(await keep(address));
    case 'off':
      return switchOff();
    case 'start':
      return start();
  }
};

async function keep(address) {
  // What lies in the browser's other cache is no news.
  const registering = container.register(address, { updateViaCache: 'none' });
  const registration = await registering.catch((error) => error);
  if (!(registration instanceof ServiceWorkerRegistration)) {
    // What could not be fetched may be there the next time.
    return registration instanceof TypeError ? 'failed' : 'unavailable';
  }
  // The first time the service worker says by itself when it is done.
  registration.active?.postMessage('keep');
  if (registration.active && registration.waiting) {
    tell('waiting');
  }
  return 'begun';
}

/** That of this page. Without one, a page further up may have one, which is not ours. */
async function ours() {
  const registration = await container.getRegistration();
  return registration?.scope === new URL('./', location.href).href ? registration : undefined;
}

async function switchOff() {
  await caches.open(OFF);
  const registration = await ours();
  if (registration?.active) {
    registration.active.postMessage('off');
  } else {
    // A service worker that is on its way sees it in the end.
    tell('off');
  }
}

/**
 * Starts the version that waits, and reloads the page. Chromium first ends the old one, at once if that has nothing to do.
 * Where it is asked for something in that moment, it starts again, and is ended when it was idle for half a minute. Whoever
 * asks it meanwhile, makes that longer; and a page that is reloaded meanwhile is cut off.
 */
async function start() {
  const { waiting } = (await ours()) ?? {};
  if (waiting) {
    const started = new Promise((resolve) => waiting.addEventListener('statechange', resolve, { once: true }));
    waiting.postMessage('start');
    await Promise.race([started, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
  }
  location.reload();
}
