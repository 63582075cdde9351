// Nothing that a person gives the page leaves it, over whole journeys: by the record of all requests, and by a search of all
// places where a browser keeps something. Both are shown something that they must find.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { CodeHost } from './lib/code-host.mjs';
import { DATE, PULL, RULE, SCOPE, SCOPE_BEFORE, SCOPE_PATH, file, parts } from './lib/impact.mjs';
import { assertQuiet, buildFiles, useSite } from './lib/page.mjs';
import { serve } from './lib/serve.mjs';
import { VARIANT, except } from './lib/variant.mjs';

const { visit } = useSite();

/** Stands in all that a person gives to the page, and nowhere else. */
const MARK = 'zq7markzq7';

const cloud = (mark) =>
  JSON.stringify({
    flavors: [
      { id: `${mark}-id`, name: `SCS-2V-8_${mark}`, vcpus: 1, ram: 8192, disk: 0, 'os-flavor-access:is_public': true, extra_specs: {} },
      { id: 'b', name: `${mark}`, vcpus: 2, ram: 8192, disk: 0, 'os-flavor-access:is_public': true, extra_specs: { [mark]: mark } },
    ],
    images: [{ id: `${mark}-image`, name: `${mark} image`, visibility: 'public', status: 'active', os_purpose: mark }],
  });

/** Checks a cloud and looks at the answer from all sides. */
async function checkJourney(page) {
  await page.getByLabel('Choose files').setInputFiles([file(`${MARK}.json`, cloud(MARK)), file(`${MARK}-broken.json`, `{"flavors": [${MARK}`)]);
  await page.locator('.details').waitFor();
  await page.getByText(`${MARK}-broken.json`).first().waitFor();
  await page.getByRole('button', { name: 'Add or paste' }).click();
  await page.getByLabel('Or paste an export here').fill(cloud(`${MARK}-pasted`));
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  await page.locator('.file:not(.waiting)').nth(2).waitFor();
  await page.getByRole('searchbox').fill(MARK);
  await page.getByText(/findings? match/).first().waitFor();
  await page.locator('.row button[aria-expanded]').first().click();
  await page.getByRole('table', { name: 'Findings' }).waitFor();
  await page.getByRole('table', { name: 'Findings' }).getByRole('button').first().click();
  await page.locator('.resource').waitFor();
  await page.locator('#date').fill(`${MARK}`);
  await page.keyboard.press('Enter');
  await page.locator('#date-hint.error').waitFor();
  await page.locator('#date').fill(DATE);
  await page.keyboard.press('Enter');
  await page.locator('#date-hint.error').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: `Remove ${MARK}-broken.json` }).click();
  await page.getByRole('button', { name: 'Undo' }).waitFor();
}

/** Goes to a place of the page, by its address. */
const goTo = (page, hash) => page.goto(new URL(hash, page.url()).href);

/** Reviews a change by files and a rule. */
async function impactJourney(page) {
  await goTo(page, `#/impact?date=${DATE}`);
  const { after, before, exports, rule, answer } = parts(page);
  await after.setInputFiles([file('scs-compatible-iaas.yaml', SCOPE)]);
  await before.setInputFiles([file('scs-compatible-iaas.yaml', SCOPE_BEFORE)]);
  await exports.setInputFiles([file(`${MARK}.json`, cloud(MARK))]);
  await answer.filter({ hasText: /for (this cloud|these 2 clouds)/ }).waitFor();
  await rule.fill(RULE.replace('made-up:thing', MARK));
  await parts(page).row('your rule').waitFor();
}

/** Looks at all pages, and asks for help and for the ways to export. */
async function lookAround(page) {
  await goTo(page, '#/about');
  await page.getByRole('heading', { name: 'About this checker' }).waitFor();
  await page.keyboard.press('?');
  await goTo(page, '#/');
  await page.getByText('How do I export this?').first().click({ timeout: 1000 }).catch(() => {});
}

const NOBODY = { single: 'it asks nobody, see single.test.mjs' };

test('after the page was loaded it asks for nothing but its own second program, and for that once', except(NOBODY), async (t) => {
  const { page, recorder } = await visit(t);
  await page.waitForLoadState('networkidle');
  const files = (await buildFiles()).filter((name) => !/\.(br|gz)$/.test(name));
  const names = () => recorder.requests.map((url) => url.slice(recorder.base.length).replace(/#.*/, '')).filter((name) => !/^(icon|keep-page)/.test(name));
  // What keeps the page is asked for a second later, see offline.test.mjs.
  const isOfWorker = (name) => /worker/.test(name);
  const isOfPage = (name) => /\.(css|js|wasm)$/.test(name) && !/^(keep-page|sw)/.test(name) && !isOfWorker(name) && !name.includes('/');
  assert.deepEqual(names().sort(), ['', ...files.filter(isOfPage)].sort());
  recorder.requests.length = 0;
  await checkJourney(page);
  await lookAround(page);
  await page.waitForLoadState('networkidle');
  assert.deepEqual(names().sort(), files.filter(isOfWorker).filter((name) => !name.includes('/')).sort());
  // The Impact page has a worker of its own.
  recorder.requests.length = 0;
  await impactJourney(page);
  await page.waitForLoadState('networkidle');
  assert.ok(names().every((name) => isOfWorker(name) && files.includes(name)), names().join());
  recorder.requests.length = 0;
  await goTo(page, '#/');
  await page.getByRole('button', { name: 'Start over' }).click();
  await page.getByRole('button', { name: 'A cloud with faults' }).click();
  await page.locator('.details').waitFor();
  assert.deepEqual(names(), ['samples/example-with-faults.json']);
});

/** Where elements of the page would have the browser look without a request that is told: names that are looked up ahead. */
const elsewhere = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('[src], [href]:not(a), [action], [data], [poster], [srcset], [ping], [background]')]
      .flatMap((element) => ['src', 'href', 'action', 'data', 'poster', 'srcset', 'ping'].map((name) => element.getAttribute(name)))
      .filter((address) => address && !/^(\.?\/(?!\/)|#|data:image)/.test(address)),
  );

test('an element that names another place is found', async (t) => {
  const { page } = await visit(t);
  await page.evaluate(() => {
    const link = document.createElement('link');
    link.rel = 'dns-prefetch';
    link.href = '//elsewhere.example';
    document.head.append(link);
  });
  assert.deepEqual(await elsewhere(page), ['//elsewhere.example']);
});

test('of a pull request the host learns its number and paths, and nothing of what a person gave', except(NOBODY), async (t) => {
  const { page, recorder } = await visit(t);
  const host = new CodeHost({ pulls: [PULL] });
  await host.attach(page.context());
  recorder.host = host;
  await impactJourney(page);
  assert.deepEqual(host.asked, []);
  await parts(page).number.fill('7');
  await parts(page).load.click();
  await parts(page).change(SCOPE_PATH).waitFor();
  assert.ok(host.asked.length > 0);
  assert.deepEqual(recorder.requests.filter((url) => !url.startsWith(recorder.base)), host.asked);
  assert.ok(!host.asked.join().includes(MARK));
});

/** All places of the browser that outlive a moment, as one text. Runs in the page. */
async function traces() {
  const databases = await indexedDB.databases();
  const stored = await Promise.all(
    databases.map(
      ({ name }) =>
        new Promise((resolve, reject) => {
          const opening = indexedDB.open(name);
          opening.onerror = reject;
          opening.onsuccess = async () => {
            const all = [...opening.result.objectStoreNames].map(
              (store) =>
                new Promise((done) => {
                  const reading = opening.result.transaction(store).objectStore(store).getAll();
                  reading.onsuccess = () => done(reading.result);
                }),
            );
            const values = (await Promise.all(all)).flat();
            const texts = values.map((value) => (value instanceof Blob ? value.text() : new TextDecoder().decode(value)));
            resolve((await Promise.all(texts)).join());
            opening.result.close();
          };
        }),
    ),
  );
  const cached = await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)));
  // A page from a disk has no files of its own.
  const folder = await navigator.storage.getDirectory?.().catch(() => undefined);
  const files = folder ? await Array.fromAsync(folder.keys()) : [];
  const timing = performance.getEntries().map((entry) => `${entry.name} ${JSON.stringify(entry.detail ?? '')}`);
  return JSON.stringify({
    stored, cached, files, timing,
    local: { ...localStorage }, session: { ...sessionStorage }, cookie: document.cookie,
    address: location.href, state: history.state, steps: history.length, title: document.title, name: window.name,
    referrer: document.referrer, manifest: document.querySelector('[rel=manifest]')?.href,
    icon: document.querySelector('[rel=icon]')?.href,
    notifications: typeof Notification === 'undefined' ? '' : Notification.permission,
  });
}

test('what a person gives stands in no storage, address, step of the history, title or line of the console; no element leads away', async (t) => {
  const { page, recorder } = await visit(t);
  const addresses = [];
  page.on('framenavigated', (frame) => addresses.push(frame.url()));
  await checkJourney(page);
  const afterCheck = await page.evaluate(traces);
  assert.deepEqual(await elsewhere(page), []);
  await impactJourney(page);
  assert.deepEqual(await elsewhere(page), []);
  await lookAround(page);
  const places = [afterCheck, await page.evaluate(traces), ...addresses, ...recorder.requests, ...recorder.said];
  assert.ok(places.length > 10);
  assert.deepEqual(places.filter((place) => place.toLowerCase().includes(MARK)), []);
  assert.deepEqual(recorder.said, []);
});

test('the search for traces finds what is left in each place', async (t) => {
  const { page, recorder } = await visit(t, { except: { stored: [/./] } });
  const lays = {
    localStorage: (mark) => localStorage.setItem('a', mark),
    sessionStorage: (mark) => sessionStorage.setItem(mark, 'a'),
    cookie: (mark) => (document.cookie = `a=${mark}`),
    caches: async (mark) => (await caches.open('a')).put(`./${mark}`, new Response('')),
    database: (mark) =>
      new Promise((resolve) => {
        const opening = indexedDB.open('seeded');
        opening.onupgradeneeded = () => opening.result.createObjectStore('a');
        opening.onsuccess = () => {
          const writing = opening.result.transaction('a', 'readwrite');
          writing.objectStore('a').put(new Blob([mark]), 1);
          writing.oncomplete = () => resolve(opening.result.close());
        };
      }),
    files: async (mark) => (await navigator.storage.getDirectory()).getFileHandle(mark, { create: true }),
    address: (mark) => history.replaceState(null, '', `#/?${mark}`),
    state: (mark) => history.replaceState({ a: mark }, ''),
    title: (mark) => (document.title = mark),
    name: (mark) => (window.name = mark),
    timing: (mark) => performance.mark(mark),
  };
  if (VARIANT === 'single') {
    // Chromium gives pages from a disk none of these.
    for (const place of ['cookie', 'caches', 'files']) delete lays[place];
  }
  for (const [place, lay] of Object.entries(lays)) {
    const mark = `zq8${place.toLowerCase()}`;
    await page.evaluate(lay, mark);
    assert.ok((await page.evaluate(traces)).includes(mark), place);
  }
  await page.evaluate(() => console.debug('zq8console'));
  assert.ok(recorder.said.includes('zq8console'));
  await page.evaluate(() => {
    const removing = [localStorage.clear(), sessionStorage.clear()];
    return Promise.all([...removing, caches.delete('a')]);
  });
});

/** What a page can ask of the network, each by the address `url`, in which list it is told, and whether the page is then left. */
const ASKS = {
  'a socket': [(url) => void new WebSocket(url.replace('http', 'ws')), 'violations'],
  'a stream of events': [(url) => void new EventSource(url), 'violations'],
  'a beacon': [(url) => void navigator.sendBeacon(url, 'text'), 'violations'],
  'a form': [
    (url) => {
      const form = document.createElement('form');
      form.action = url;
      form.method = 'post';
      document.body.append(form);
      form.submit();
    },
    'violations',
  ],
  'a style sheet': [
    (url) => {
      const link = document.createElement('link');
      link.rel = 'stylesheet';
      link.href = url;
      document.head.append(link);
    },
    'violations',
  ],
  'a frame': [
    (url) => {
      const frame = document.createElement('iframe');
      frame.src = url;
      document.body.append(frame);
    },
    'violations',
  ],
  'a picture of a style': [
    (url) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(`body { background: url(${url}) }`);
      document.adoptedStyleSheets = [sheet];
    },
    'violations',
  ],
  'a font': [(url) => void new FontFace('a', `url(${url})`).load().catch(() => {}), 'violations'],
  'a script': [(url) => void import(url).catch(() => {}), 'violations'],
  'a link to load ahead': [
    (url) => {
      const link = document.createElement('link');
      link.rel = 'prefetch';
      link.href = url;
      document.head.append(link);
    },
    'violations',
  ],
  'a text that is run': [() => void setTimeout('1'), 'violations'],
  'a connection between browsers': [() => void new RTCPeerConnection({ iceServers: [{ urls: 'stun:elsewhere.example' }] }), 'calls'],
  'a window': [(url) => void window.open(url), 'requests'],
  'another page in place of this': [(url) => void (location.href = url), 'requests', { leads: true }],
};

for (const [name, [ask, list, { leads } = {}]] of Object.entries(ASKS)) {
  test(`the recorder tells of ${name}`, async (t) => {
    const foreign = await serve({ base: '/' });
    t.after(foreign.close);
    const { page, recorder } = await visit(t);
    await page.evaluate(ask, foreign.url).catch(() => {});
    for (let wait = 0; recorder[list].length === 0 || (list === 'requests' && recorder.outside().length === 0); wait += 20) {
      assert.ok(wait < 5000, `nothing is told: ${JSON.stringify(recorder)}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    if (leads) {
      await page.waitForURL(foreign.url);
    }
    await assert.rejects(assertQuiet(recorder), { code: 'ERR_ASSERTION' });
    // What was seeded is not what the page does.
    await page.context().clearCookies();
    for (const open of page.context().pages()) {
      await open.close();
    }
    for (const told of ['requests', 'sent', 'calls', 'violations', 'errors', 'console']) {
      recorder[told].length = 0;
    }
  });
}
