// The page without a network, its new versions, and what can go wrong between a host and a browser.

import assert from 'node:assert/strict';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { assertAccessible } from './lib/axe.mjs';
import { DRAWN, ICONS, drawn } from './lib/icons.mjs';
import { assertClean, launch, record } from './lib/page.mjs';
import { Host, assertKept, assertVersion, build, filesIn, finish, kept, untilKept, version } from './lib/offline.mjs';
import { DIST } from './lib/serve.mjs';

const NEW_VERSION = 'A new version of this page is ready.';
const OFF = 'Off: deleted, only this choice is stored.';

let browser;
/** Versions of the page; names of one length could not be told apart. */
const folders = {};
before(async () => {
  browser = await launch();
  [folders.one, folders.three] = await Promise.all([version('one'), version('three')]);
  folders.without = await version('without', { OFFLINE: '' });
});
after(async () => {
  await browser?.close();
  await Promise.all(Object.values(folders).map((folder) => rm(folder, { recursive: true })));
});

/** A host with a folder, and a browser that has never been there. */
async function open(t, { folder = folders.one, context: options = {}, on = browser, setUp = () => {} } = {}) {
  const host = new Host(folder);
  await host.start();
  t.after(() => host.stop());
  const context = await on.newContext({ reducedMotion: 'reduce', ...options });
  t.after(() => context.close());
  context.setDefaultTimeout(30_000);
  const recorder = await record(context, host.url);
  const page = await context.newPage();
  await setUp(page, host);
  await visit(page, host.url);
  return { host, context, page, recorder };
}

/** The same, and the browser keeps the page. */
async function openKept(t, options) {
  const opened = await open(t, options);
  await untilKept(opened.page);
  // From now on the browser's own copy is what is shown.
  await visit(opened.page, opened.host.url);
  await untilLooked(opened.page);
  return opened;
}

/** Waits until the page has looked how things stand, which it does a second after it stands. */
async function untilLooked(page) {
  await until(page, () => Boolean(globalThis.keepChecker));
  await page.waitForTimeout(200);
}

async function visit(page, url) {
  await page.goto('about:blank');
  await page.goto(url);
  await ready(page);
}

const ready = (page) => page.locator('.boot').waitFor({ state: 'detached' });
const notice = (page) => page.getByRole('region', { name: NEW_VERSION });
const state = (page, text) => page.locator('#kept').filter({ hasText: text }).waitFor();
const toggle = (page) => page.getByRole('switch', { name: 'Keep this page in the browser' });
const headline = (page) => page.locator('main h1').filter({ hasText: ' of v5.1 ' });

/** Within this time a page has its second program, from what the browser keeps. */
const SECOND_PROGRAM_MS = 1500;

/** Has the browser look for a new version, and waits until it is whole or given up. */
async function update(page) {
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    await registration.update().catch(() => {});
    while (registration.installing) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  });
}

const isWaiting = (page) =>
  page.evaluate(async () => Boolean((await navigator.serviceWorker.getRegistration()).waiting));

/** Presses the button of the notice as a person does, whose hand was there before, and waits until the page is another one. */
async function startNewVersion(page) {
  await page.mouse.move(40, 40);
  await until(page, () => performance.getEntriesByType('resource').some(({ name }) => /worker/.test(name)));
  await page.waitForTimeout(SECOND_PROGRAM_MS);
  const reloaded = page.waitForEvent('load');
  await notice(page).getByRole('button', { name: 'Reload' }).click();
  await reloaded;
  await ready(page);
}

/** Waits until something is true in the page. */
async function until(page, isTrue, value) {
  for (let tries = 0; !(await page.evaluate(isTrue, value)); tries += 1) {
    assert.ok(tries < 100, 'in time');
    await page.waitForTimeout(100);
  }
}

/** Waits until nothing is left of older versions. */
async function untilKeptAlone(page, host, folder) {
  await until(page, async () => (await caches.keys()).length === 1);
  await assertKept(page, host.url, folder);
}

async function check(page, example) {
  await page.getByRole('button', { name: example }).click();
  await headline(page).waitFor();
}

test('after one visit all of the page works without its host', async (t) => {
  const { host, context, page, recorder } = await open(t);
  await untilKept(page);
  await assertKept(page, host.url, folders.one);
  host.fault = () => 'drop';
  host.asked = [];
  await page.reload();
  await ready(page);
  await check(page, 'A cloud with faults');
  await assertVersion(page, 'one');
  await page.goto(`${host.url}index.html#/impact`);
  await page.getByRole('button', { name: 'Take the example clouds' }).click();
  await page.getByText('example-with-faults').first().waitFor();
  // A browser looks for a newer service worker; nothing else is asked for, and of nobody else.
  assert.deepEqual(host.asked.filter((name) => name !== 'sw.js'), []);
  await host.stop();
  const other = await context.newPage();
  await visit(other, `${host.url}?from=elsewhere#/about`);
  await other.getByText('Stored: it opens without a network.').waitFor();
  await visit(other, host.url);
  await check(other, 'A conformant cloud');
  await assertVersion(other, 'one');
  assert.deepEqual(recorder.outside(), []);
  const [name] = Object.keys(await kept(page, host.url));
  await assertClean(recorder, { stored: [`caches: ${name}`] });
  await host.start();
});

test('a first visit loads what it needs first, and then the rest once', async (t) => {
  const { host, page } = await open(t, {
    setUp: async (page, host) => {
      host.asked = [];
    },
  });
  await untilKept(page);
  const first = host.asked.slice(0, host.asked.indexOf('sw.js'));
  assert.ok(first.some((name) => name.endsWith('_bg.wasm')), 'the page was there');
  assert.ok(!first.some((name) => /worker|icon-|samples/.test(name)), first.join());
  const rest = host.asked.slice(host.asked.indexOf('sw.js') + 1);
  const expected = Object.keys(await build(folders.one)).map((name) => name || 'index.html');
  assert.deepEqual(rest.sort(), expected.sort());
});

test('what is not of the page is asked of the host, and never of another', async (t) => {
  const { host, page, recorder } = await openKept(t);
  host.asked = [];
  const status = (path) => page.evaluate(async (path) => (await fetch(path)).status, path);
  assert.equal(await status('./SHA256SUMS?'), 200);
  assert.equal(await status('./not-there.txt'), 404);
  assert.equal(await status('../elsewhere.json'), 404);
  assert.deepEqual(host.asked.filter((name) => name !== 'sw.js'), ['SHA256SUMS', 'not-there.txt', '/a/elsewhere.json']);
  const requests = recorder.requests.length;
  await page.evaluate(() => fetch('https://elsewhere.example/').catch(() => {}));
  await recorder.settle();
  assert.equal(recorder.violations.at(-1).directive, 'connect-src');
  assert.deepEqual(recorder.requests.slice(requests).filter((url) => url.startsWith(host.url)), []);
});

test('a new version waits for a person, and replaces the old one as a whole', async (t) => {
  const { host, page, recorder } = await openKept(t);
  await assertVersion(page, 'one');
  await check(page, 'A cloud with faults');
  host.folder = folders.three;
  await update(page);
  await notice(page).getByText('What you gave is lost then').waitFor();
  await assertAccessible(page);
  await page.locator('p[role="status"].unseen').filter({ hasText: NEW_VERSION }).waitFor({ state: 'attached' });
  assert.ok(await headline(page).isVisible(), 'the page did not reload by itself');
  assert.equal(Object.keys(await kept(page, host.url)).length, 2);
  // Until then every page is of the old version, whatever the host has.
  await page.reload();
  await assertVersion(page, 'one');
  await notice(page).waitFor();
  await startNewVersion(page);
  await assertVersion(page, 'three');
  assert.equal(await notice(page).count(), 0);
  await visit(page, host.url);
  await untilKeptAlone(page, host, folders.three);
  host.fault = () => 'drop';
  await page.reload();
  await assertVersion(page, 'three');
  assert.deepEqual(recorder.errors, []);
  assert.deepEqual(recorder.violations, []);
});

test('a notice can be dismissed; the new version starts when the page is opened the next time', async (t) => {
  const { host, context, page } = await openKept(t);
  host.folder = folders.three;
  await update(page);
  await notice(page).getByRole('button', { name: 'Dismiss' }).click();
  await notice(page).waitFor({ state: 'detached' });
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'main');
  await assertVersion(page, 'one');
  await page.close();
  const next = await context.newPage();
  // The browser needs a moment to see that no page is left.
  await next.waitForTimeout(500);
  await visit(next, host.url);
  await assertVersion(next, 'three');
});

test('what is remembered on this device is there in the new version', async (t) => {
  const { host, page } = await openKept(t);
  await check(page, 'A cloud with faults');
  await page.getByRole('switch', { name: 'Remember on this device' }).check();
  await page.locator('#remembered').filter({ hasText: '1 file, ' }).waitFor();
  host.folder = folders.three;
  await update(page);
  await notice(page).getByText('What is remembered on this device stays').waitFor();
  await startNewVersion(page);
  await headline(page).waitFor();
  await assertVersion(page, 'three');
});

test('the network cut at any request of an update leaves the old version whole, and the next one completes', async (t) => {
  const { host, page } = await openKept(t);
  const names = ['one', 'three'];
  // The service worker itself, then each file of the build.
  const requests = Object.keys(await build(folders.three)).length + 1;
  for (let cut = 0; cut < requests; cut += 1) {
    const [now, next] = [names[cut % 2], names[(cut + 1) % 2]];
    host.folder = folders[next];
    for (const kind of ['drop', 503, 'truncate']) {
      // Browsers look for updates by themselves, too, and one of theirs may have been under way.
      for (let tries = 0, wasCut = false; !wasCut; tries += 1) {
        assert.ok(tries < 5, `request ${cut} was made, and cut (${kind})`);
        host.fault = (_, index) => {
          wasCut ||= index >= cut;
          return index < cut ? undefined : kind;
        };
        await update(page);
      }
      assert.equal(await isWaiting(page), false, `${cut} ${kind}`);
    }
    // All of it works, from the browser alone.
    await assertKept(page, host.url, folders[now]);
    await page.reload();
    await assertVersion(page, now);
    if (cut % 6 === 0) {
      await check(page, 'A cloud with faults');
    }
    host.fault = () => undefined;
    for (let tries = 0; !(await isWaiting(page)); tries += 1) {
      assert.ok(tries < 5, `${cut}: the network is back`);
      await update(page);
    }
    await startNewVersion(page);
    await assertVersion(page, next);
    await visit(page, host.url);
    await untilKeptAlone(page, host, folders[next]);
  }
});

for (const [what, isNew] of [
  ['the service worker alone', (name) => name === 'sw.js'],
  ['the service worker and the page', (name) => ['sw.js', 'index.html'].includes(name)],
  ['the service worker and what has a hash in its name', (name) => name === 'sw.js' || /-[0-9a-f]{12,16}[._]/.test(name)],
  ['all but an example', (name) => !name.startsWith('samples/')],
  ['all but the service worker', (name) => name !== 'sw.js'],
]) {
  test(`a host that has of the new version ${what} makes no mix`, async (t) => {
    const { host, page } = await openKept(t);
    host.folder = folders.three;
    host.mix = (name) => (isNew(name) ? folders.three : folders.one);
    await update(page);
    assert.equal(await isWaiting(page), false);
    await assertKept(page, host.url, folders.one);
    await page.reload();
    await assertVersion(page, 'one');
    host.mix = () => undefined;
    await update(page);
    await startNewVersion(page);
    await assertVersion(page, 'three');
  });
}

test('a first visit to a host that has half of a version keeps nothing', async (t) => {
  const { host, page } = await open(t, {
    setUp: async (_, host) => {
      host.mix = (name) => (name === 'sw.js' ? folders.three : undefined);
    },
  });
  await visit(page, `${host.url}#/about`);
  await page.getByText('Not stored: not all files came').waitFor();
  assert.deepEqual(await kept(page, host.url), {});
  await visit(page, host.url);
  await assertVersion(page, 'one');
  await visit(page, `${host.url}#/about`);
  host.mix = () => undefined;
  await page.reload();
  await state(page, 'Stored: it opens without a network.');
  await assertKept(page, host.url, folders.one);
});

test('another tab goes on with the version that it runs, though the host has it no longer', async (t) => {
  const { host, context, page, recorder } = await openKept(t);
  const other = await context.newPage();
  await visit(other, host.url);
  host.folder = folders.three;
  await update(page);
  await Promise.all([page, other].map((page) => notice(page).waitFor()));
  await startNewVersion(page);
  await assertVersion(page, 'three');
  assert.equal(Object.keys(await kept(page, host.url)).length, 2);
  // Its second program was never loaded. A third page does not take its version away.
  const third = await context.newPage();
  await visit(third, host.url);
  await assertVersion(third, 'three');
  host.fault = () => 'drop';
  await assertVersion(other, 'one');
  await check(other, 'A cloud with faults');
  await startNewVersion(other);
  await assertVersion(other, 'three');
  await visit(other, host.url);
  await untilKeptAlone(other, host, folders.three);
  assert.deepEqual(recorder.errors, []);
});

test('it can be switched off, stays so, and can be switched on', async (t) => {
  const { host, context, page, recorder } = await openKept(t);
  const other = await context.newPage();
  await visit(other, `${host.url}#/about`);
  await visit(page, `${host.url}#/about`);
  await page.getByText(/Stored: it opens without a network\. \d+ files, \d\.\d MB\./).waitFor();
  await assertAccessible(page);
  await toggle(page).uncheck();
  await Promise.all([page, other].map((page) => state(page, OFF)));
  const off = { [`scs-checker ${host.url} off`]: {} };
  assert.deepEqual(await kept(page, host.url), off);
  // The tabs that are open go on.
  await assertVersion(page, 'one');
  await other.close();
  await visit(page, `${host.url}#/about`);
  await state(page, OFF);
  assert.equal(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length), 0);
  host.asked = [];
  await page.reload();
  await state(page, OFF);
  assert.ok(host.asked.includes('index.html') && !host.asked.includes('sw.js'));
  await assertClean(recorder, { stored: Object.keys(off).map((name) => `caches: ${name}`) });
  await toggle(page).check();
  await state(page, 'Stored: it opens without a network.');
  await untilKeptAlone(page, host, folders.one);
});

test('switched off and on in one go, all of it is there again', async (t) => {
  const { host, page } = await openKept(t);
  await visit(page, `${host.url}#/about`);
  await state(page, 'Stored: it opens');
  await toggle(page).uncheck();
  await state(page, OFF);
  await toggle(page).check();
  await state(page, 'Stored: it opens');
  await assertKept(page, host.url, folders.one);
  host.fault = () => 'drop';
  await visit(page, host.url);
  await assertVersion(page, 'one');
});

test('what a person deleted in the settings of the browser is fetched again, as it was', async (t) => {
  const { host, page } = await openKept(t);
  const names = await page.evaluate(async () => {
    const [name] = await caches.keys();
    const cache = await caches.open(name);
    const all = await cache.keys();
    await Promise.all(all.slice(3).map((request) => cache.delete(request)));
    return all.length;
  });
  assert.ok(names > 10);
  await visit(page, host.url);
  await until(page, async (count) => {
    const [name] = await caches.keys();
    return (await (await caches.open(name)).keys()).length === count;
  }, names);
  await assertKept(page, host.url, folders.one);
});

test('without room for it the page works, and says so', async (t) => {
  const { page, recorder } = await open(t, {
    setUp: async (page, host) => {
      const devtools = await page.context().newCDPSession(page);
      await devtools.send('Storage.overrideQuotaForOrigin', { origin: new URL(host.url).origin, quotaSize: 100_000 });
    },
  });
  await page.getByRole('link', { name: 'About' }).click();
  await page.getByText('Not stored: the browser has no room.').waitFor();
  await page.getByRole('link', { name: 'Check', exact: true }).click();
  await check(page, 'A cloud with faults');
  await assertClean(recorder);
});

test('where the browser blocks service workers the page works, and says so', async (t) => {
  for (const options of [
    { context: { serviceWorkers: 'block' } },
    { setUp: (page) => page.addInitScript(() => delete Navigator.prototype.serviceWorker) },
    {
      setUp: (page) =>
        page.addInitScript(() => {
          if (!navigator.serviceWorker) return;
          ServiceWorkerContainer.prototype.register = () => Promise.reject(new DOMException('seeded', 'SecurityError'));
        }),
    },
  ]) {
    const { page, recorder } = await open(t, options);
    await page.getByRole('link', { name: 'About' }).click();
    await page.getByText('Not stored: this browser cannot').waitFor();
    await page.getByRole('link', { name: 'Check', exact: true }).click();
    await check(page, 'A cloud with faults');
    await assertClean(recorder);
  }
});

test('over a connection that is not secure the page works, and says so', async (t) => {
  const on = await launch(['--host-resolver-rules=MAP insecure.test 127.0.0.1']);
  t.after(() => on.close());
  const { page, host } = await open(t, { on });
  await page.goto(`${host.url.replace('127.0.0.1', 'insecure.test')}#/about`);
  await page.getByText('Not stored: browsers allow that over https only').waitFor();
});

test('a host can have it removed', async (t) => {
  const { host, page } = await openKept(t);
  host.folder = folders.without;
  await update(page);
  await until(page, async () => (await caches.keys()).length === 0);
  await visit(page, host.url);
  assert.equal(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length), 0);
  await assertVersion(page, 'without');
  host.asked = [];
  await visit(page, `${host.url}#/about`);
  await page.getByRole('heading', { name: 'About this checker' }).waitFor();
  assert.equal(await toggle(page).count(), 0);
  assert.ok(!host.asked.includes('sw.js'));
});

test('a copy of the page elsewhere on the same host keeps its own', async (t) => {
  const { host, context, page } = await openKept(t);
  const other = await context.newPage();
  host.base = '/a/';
  await visit(other, host.url);
  await untilKept(other);
  const outer = host.url;
  await visit(other, outer);
  host.base = '/a/b/';
  assert.equal(Object.keys(await kept(page, host.url)).length, 2);
  await visit(page, `${host.url}#/about`);
  await state(page, 'Stored: it opens');
  await toggle(page).uncheck();
  await state(page, OFF);
  const names = Object.keys(await kept(page, host.url));
  assert.ok(names.some((name) => name.startsWith(`scs-checker ${outer} `)), names.join());
  await assertVersion(other, 'one');
});

test('the page can be installed', async (t) => {
  const host = new Host(folders.one);
  await host.start();
  t.after(() => host.stop());
  // Pages of a private window cannot.
  const context = await browser.browserType().launchPersistentContext('', {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    chromiumSandbox: process.getuid?.() !== 0,
  });
  t.after(() => context.close());
  const page = await context.newPage();
  await visit(page, host.url);
  const devtools = await context.newCDPSession(page);
  const { errors, data, url } = await devtools.send('Page.getAppManifest');
  assert.deepEqual(errors, []);
  assert.equal(url, `${host.url}manifest.webmanifest`);
  assert.deepEqual((await devtools.send('Page.getInstallabilityErrors')).installabilityErrors, []);
  const manifest = JSON.parse(data);
  const said = await page.evaluate(() => ({
    name: document.title,
    description: document.querySelector('meta[name="description"]').content,
    background: getComputedStyle(document.body).backgroundColor,
    theme: getComputedStyle(document.querySelector('.header')).backgroundColor,
  }));
  const colour = (hex) => `rgb(${[1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)).join(', ')})`;
  assert.deepEqual(said, {
    name: manifest.name,
    description: manifest.description,
    background: colour(manifest.background_color),
    theme: colour(manifest.theme_color),
  });
  for (const { src, sizes, type } of manifest.icons.filter(({ type }) => type === 'image/png')) {
    const size = await page.evaluate(async (src) => {
      const { width, height } = await createImageBitmap(await (await fetch(src)).blob());
      return `${width}x${height}`;
    }, src);
    assert.deepEqual([size, type], [sizes, 'image/png']);
  }
});

test('the icons are those that the one icon gives', async (t) => {
  const page = await browser.newPage();
  t.after(() => page.close());
  for (const name of Object.keys(DRAWN)) {
    const pictures = [await readFile(ICONS + name), await drawn(page, name)];
    // Browsers smooth edges in ways of their own: few points may differ, and no others.
    const share = await page.evaluate(async (pictures) => {
      const points = async (base64) => {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
        const canvas = new OffscreenCanvas(picture.width, picture.height);
        canvas.getContext('2d').drawImage(picture, 0, 0);
        return canvas.getContext('2d').getImageData(0, 0, picture.width, picture.height).data;
      };
      const [a, b] = await Promise.all(pictures.map(points));
      if (a.length !== b.length) return 1;
      return a.filter((value, at) => Math.abs(value - b[at]) > 16).length / a.length;
    }, pictures.map((picture) => picture.toString('base64')));
    assert.ok(share < 0.005, `${name}: ${share}; node tests/browser/icons.mjs draws it anew`);
  }
});

test('finishing a build once more changes nothing', async () => {
  const contents = async () =>
    Promise.all((await filesIn(folders.one)).map(async (name) => [name, await readFile(join(folders.one, name), 'hex')]));
  const before = await contents();
  await finish(folders.one);
  assert.deepEqual(await contents(), before);
  assert.match(await readFile(join(DIST, 'index.html'), 'utf8'), / data-offline="\.\/keep-page-\w+\.js \.\/sw\.js \d+ \d+"/);
});
