// The page without a network: what the browser keeps, and what can go wrong between a host and a browser.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';

import { assertAccessible } from './lib/axe.mjs';
import { DRAWN, ICONS, drawn } from './lib/icons.mjs';
import { Host, assertKept, assertVersion, build, filesIn, finish, kept, untilKept } from './lib/offline.mjs';
import { assertClean, launch } from './lib/page.mjs';
import { DIST } from './lib/serve.mjs';
import { check, ready, until, untilKeptAlone, update, useVersions, visit } from './lib/versions.mjs';

const site = useVersions({ without: { OFFLINE: '' } });
const { folders, open, openKept } = site;

const OFF = 'Off: deleted, only this choice is stored.';

const state = (page, text) => page.locator('#kept').filter({ hasText: text }).waitFor();
const toggle = (page) => page.getByRole('switch', { name: 'Keep this page in the browser' });

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
  const context = await site.browser.browserType().launchPersistentContext('', {
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
  const page = await site.browser.newPage();
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
