// Keeps the page for use without a network: the build that it was made for, whole, and no other.
//
// `xtask` puts in what belongs to the build and writes this as `sw.js`. Each version has a cache of its own, which is filled
// before the version runs: from this host alone, and each file is compared with its hash. A host that has half of a new
// version, or a proxy that changes a file, makes no version at all, and the one before goes on. A new version waits until a
// person starts it, or until no page of the old one is left. Pages that still run the old one are given its files.
//
// A page, by `keep-page.js`, says 'keep' (see to it that all is there), 'start' (take over from the version before) or 'off'. It is told 'kept',
// 'failed', 'full' (there is no room), 'waiting' (this version waits) and 'off'. Pages of other versions use the same words.

const { version, files } = {/* build */};

/** Caches belong to a whole origin, on which the page may lie more than once. */
const FAMILY = `scs-checker ${registration.scope} `;
const OWN = FAMILY + version;
/** An empty cache, by which a page says that a person switched this off. */
const OFF = `${FAMILY}off`;
/** Where the cache of an older version lists the pages that still run it. No file has such an address. */
const PAGES = './?pages';
/** There in the cache of the version that runs last. A host may go back to one that ran before. */
const RUNS = './?runs';

addEventListener('install', (event) => event.waitUntil(install()));
addEventListener('activate', (event) => event.waitUntil(takeOver()));

addEventListener('message', (event) => {
  switch (event.data) {
    case 'keep':
      return event.waitUntil(keepAgain());
    case 'start':
      return event.waitUntil(skipWaiting());
    case 'off':
      return event.waitUntil(switchOff());
  }
});

addEventListener('fetch', (event) => {
  const { request, clientId } = event;
  const name = nameOf(request.url);
  // All else the browser does by itself, as the page's policy allows it.
  if (request.method !== 'GET' || name === null) {
    return;
  }
  const isPage = request.mode === 'navigate';
  event.respondWith(isPage ? own(request, name) : ofVersion(clientId, request, name));
  if (isPage) {
    event.waitUntil(tidy());
  }
});

async function install() {
  const isFirst = !registration.active;
  try {
    await keep();
  } catch (error) {
    // What runs, or ran, stays.
    if (!(await held(OWN, RUNS)) && !(await held(OWN, PAGES))) {
      await caches.delete(OWN);
    }
    if (isFirst) {
      await tell(wordFor(error));
    }
    throw error;
  }
  // It may have been switched off meanwhile.
  if (await caches.has(OFF)) {
    await switchOff();
  } else {
    await tell(isFirst ? 'kept' : 'waiting');
  }
}

/** What is kept may have gone since: a person can delete it in the browser's settings. */
async function keepAgain() {
  const word = await keep().then(() => 'kept', wordFor);
  // It may have been switched off meanwhile.
  if (await caches.has(OFF)) {
    await switchOff();
  } else {
    await run();
    await tell(word);
    await tidy();
  }
}

/** Says that this version runs. */
async function run() {
  const cache = await caches.open(OWN);
  await cache.put(RUNS, new Response());
}

function wordFor(error) {
  return error.name === 'QuotaExceededError' ? 'full' : 'failed';
}

/** Fills the cache with what it lacks. */
async function keep() {
  const cache = await caches.open(OWN);
  for (const [name, integrity] of Object.entries(files)) {
    if (!(await held(OWN, name))) {
      await cache.put(name, storable(await fetched(name, integrity)));
    }
  }
}

/** A file as it was built, or an error. */
function fetched(name, integrity) {
  // What the browser has is good enough if the host says so: it is compared as well.
  return fetch(name, { integrity, cache: 'no-cache', mode: 'same-origin', priority: 'low' });
}

/** The same without what was about its way here: it is unpacked, and the same for all. */
function storable({ body, headers }) {
  const kept = [...headers].filter(([name]) => !['content-encoding', 'content-length', 'vary'].includes(name));
  return new Response(body, { headers: kept });
}

function held(cacheName, name) {
  return caches.match(name, { cacheName });
}

/** Answers a page that is being opened: it will run this version. */
async function own(request, name) {
  return (await held(OWN, name)) ?? fetch(request);
}

/** Answers what a page asks for, or its worker, with a file of the version that it runs. */
async function ofVersion(id, request, name) {
  const older = await olderVersions();
  const [runs = OWN] = older.find(([, ids]) => ids.includes(id)) ?? [];
  const file = await held(runs, name);
  if (file) {
    return file;
  }
  if (runs === OWN && Object.hasOwn(files, name)) {
    return fetched(name, files[name]);
  }
  // A worker of such a page has an id of its own, and a page may have been on its way when this version took over.
  for (const [cacheName, ids] of older) {
    const file = await held(cacheName, name);
    if (file) {
      await list(cacheName, [...ids, id]);
      return file;
    }
  }
  return fetch(request);
}

/** Pages run the version before, if no other; what never ran is out of date. */
async function takeOver() {
  const older = await olderVersions();
  const listed = [...older.flatMap(([, ids]) => ids), ...((await listedIn(OWN)) ?? [])];
  const others = (await clients.matchAll()).map(({ id }) => id).filter((id) => !listed.includes(id));
  for (const cacheName of (await versions()).filter((cacheName) => cacheName !== OWN)) {
    const cache = await caches.open(cacheName);
    if (await cache.delete(RUNS)) {
      await list(cacheName, [...((await listedIn(cacheName)) ?? []), ...others]);
    } else if (!(await listedIn(cacheName))) {
      await caches.delete(cacheName);
    }
  }
  await run();
  await (await caches.open(OWN)).delete(PAGES);
  await tidy();
}

/** Deletes the versions that no page runs any more. */
async function tidy() {
  // It may be one of them.
  if (registration.installing || registration.waiting) {
    return;
  }
  const all = await clients.matchAll({ includeUncontrolled: true, type: 'all' });
  const alive = new Set(all.map(({ id }) => id));
  for (const [cacheName, ids] of await olderVersions()) {
    if (!ids.some((id) => alive.has(id))) {
      await caches.delete(cacheName);
    }
  }
}

/** The caches of versions that ran before this one, each with the ids of what may still run it. */
async function olderVersions() {
  const names = (await versions()).filter((cacheName) => cacheName !== OWN);
  const lists = await Promise.all(names.map(async (cacheName) => [cacheName, await listedIn(cacheName)]));
  return lists.filter(([, ids]) => ids);
}

async function listedIn(cacheName) {
  return (await held(cacheName, PAGES))?.json();
}

async function list(cacheName, ids) {
  const cache = await caches.open(cacheName);
  await cache.put(PAGES, Response.json(ids));
}

async function versions() {
  return (await caches.keys()).filter((name) => name.startsWith(FAMILY) && name !== OFF);
}

async function switchOff() {
  await registration.unregister();
  await Promise.all((await versions()).map((name) => caches.delete(name)));
  await tell('off');
}

/** Tells all pages that lie here, whatever version they run. */
async function tell(word) {
  const windows = await clients.matchAll({ includeUncontrolled: true, type: 'window' });
  for (const page of windows.filter(({ url }) => nameOf(url) === './')) {
    page.postMessage(word);
  }
}

/** What the build calls what lies at an address; null if it lies elsewhere. */
function nameOf(address) {
  const { origin, pathname } = new URL(address);
  const path = origin + pathname;
  if (!path.startsWith(registration.scope)) {
    return null;
  }
  const name = path.slice(registration.scope.length);
  return ['', 'index.html'].includes(name) ? './' : name;
}
