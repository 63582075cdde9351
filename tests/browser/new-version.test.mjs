// New versions of the page: whole, or not at all, and when a person wants them.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { assertAccessible } from './lib/axe.mjs';
import { assertKept, assertVersion, build, kept } from './lib/offline.mjs';
import { announced, check, headline, isWaiting, notice, startNewVersion, untilKeptAlone, update, useVersions, visit } from './lib/versions.mjs';

const { folders, openKept } = useVersions();

test('a new version waits for a person, and replaces the old one as a whole', async (t) => {
  const { host, page, recorder } = await openKept(t);
  await assertVersion(page, 'one');
  await check(page, 'A cloud with faults');
  host.folder = folders.three;
  await update(page);
  await notice(page).getByText('What you gave is lost then').waitFor();
  await assertAccessible(page);
  await announced(page).waitFor({ state: 'attached' });
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

test('a host that goes back to the version before, while the new one waits, makes no mix', async (t) => {
  const { host, context, page } = await openKept(t);
  const other = await context.newPage();
  await visit(other, host.url);
  host.folder = folders.three;
  await update(page);
  host.folder = folders.one;
  await update(page);
  await startNewVersion(page);
  await assertVersion(page, 'one');
  host.fault = () => 'drop';
  await assertVersion(other, 'one');
  await check(other, 'A cloud with faults');
  host.fault = () => undefined;
  await visit(page, host.url);
  await untilKeptAlone(page, host, folders.one);
});

test('a host that goes back to the version before, when the new one runs, makes no mix', async (t) => {
  const { host, context, page } = await openKept(t);
  const other = await context.newPage();
  await visit(other, host.url);
  host.folder = folders.three;
  await update(page);
  await startNewVersion(page);
  await assertVersion(page, 'three');
  host.folder = folders.one;
  await update(page);
  // What waits now was there before; no page that runs it is left, and opening one has the browser clean up.
  await other.close();
  const third = await context.newPage();
  await visit(third, host.url);
  await assertVersion(third, 'three');
  assert.equal(Object.keys(await kept(page, host.url)).length, 2);
  await startNewVersion(third);
  await assertVersion(third, 'one');
  host.fault = () => 'drop';
  await assertVersion(page, 'three');
  await page.close();
  await visit(third, host.url);
  await assertVersion(third, 'one');
  await untilKeptAlone(third, host, folders.one);
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
