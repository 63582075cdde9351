// The page as one file, opened from a disk: it asks nobody for anything, and what it is made of cannot either.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';

import { breaking } from './lib/impact.mjs';
import { assertClean, useSite } from './lib/page.mjs';
import { DIST, serve } from './lib/serve.mjs';
import { FILE } from './lib/variant.mjs';

const HTML = await readFile(join(DIST, FILE), 'utf8');

const { visit } = useSite({
  variant: 'single',
  extra: {
    'inline-script.html': HTML.replace('</body>', '<script>window.ran = true</script>$&'),
    'other-script.html': HTML.replace("'use strict';", "'use strict'; window.ran = true;"),
    'other-style.html': HTML.replace('<style>', '<style>body { opacity: 0.5; }'),
  },
});

/** Moves the mouse, so that the page starts its worker. */
async function workerOf(page) {
  const started = page.waitForEvent('worker');
  await page.mouse.move(30, 30);
  return started;
}

test('nothing is loaded but the file, whatever is done', async (t) => {
  const { page, recorder } = await visit(t);
  const file = page.url();
  assert.ok(file.startsWith('file:'));
  await page.getByRole('button', { name: 'A cloud with faults' }).click();
  await page.locator('.details').waitFor();
  await page.getByRole('link', { name: 'Impact' }).click();
  await breaking(page);
  assert.ok(page.workers().length > 0);
  // Scripts of workers lie in the memory of the page, and the icon in its text.
  const loaded = recorder.requests.filter((url) => !/^(blob:null|blob:file|data:image\/svg)/.test(url));
  assert.deepEqual(loaded, [file]);
  await assertClean(recorder);
  assert.deepEqual(recorder.console, []);
});

test('pull requests are not offered, for nobody may be asked', async (t) => {
  const { page, recorder } = await visit(t, { route: '#/impact?pr=7' });
  await page.getByLabel('Choose changed files').waitFor({ state: 'attached' });
  assert.equal(await page.getByLabel('Pull request of the standards').count(), 0);
  await assertClean(recorder);
});

test('neither the page nor a worker can ask a host', async (t) => {
  const host = await serve({ base: '/' });
  t.after(host.close);
  const { page, recorder } = await visit(t);
  const asked = (url) => fetch(url, { mode: 'no-cors' }).then(() => 'answered', () => 'refused');
  const worker = await workerOf(page);
  assert.equal(await page.evaluate(asked, host.url), 'refused');
  assert.equal(await worker.evaluate(asked, host.url), 'refused');
  await recorder.settle();
  assert.deepEqual(recorder.violations.map(({ directive }) => directive), ['connect-src']);
  await assert.rejects(assertClean(recorder));
});

test('a script that stands in the file and is not of the build is refused and recorded', async (t) => {
  const { page, recorder } = await visit(t, { route: 'inline-script.html' });
  assert.equal(await page.evaluate(() => window.ran), undefined);
  await recorder.settle();
  assert.deepEqual(recorder.violations.map(({ directive, blocked }) => [directive, blocked]), [['script-src-elem', 'inline']]);
});

for (const [route, directive] of [
  ['other-script.html', 'script-src-elem'],
  ['other-style.html', 'style-src-elem'],
]) {
  test(`what was changed after the build is refused: ${route}`, async (t) => {
    const { page, recorder } = await visit(t, { route, mounts: false });
    await page.waitForLoadState();
    await recorder.settle();
    assert.equal(await page.evaluate(() => window.ran), undefined);
    assert.deepEqual(recorder.violations.map((violation) => violation.directive), [directive]);
  });
}

test('the licences of all parts are inside', async (t) => {
  const { page, recorder } = await visit(t, { route: '#/about' });
  await page.getByText('Licences of all parts').click();
  const licences = page.locator('.licences pre');
  await licences.waitFor();
  for (const part of [/^scs-checker 0\./m, /^yew 0\./m, /Apache License/]) {
    assert.match(await licences.innerText(), part);
  }
  await assertClean(recorder);
});
