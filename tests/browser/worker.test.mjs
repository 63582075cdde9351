// Reading and judging away from the page's thread: that it is, what goes wrong there, and that the page does without.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { assertClean, useSite } from './lib/page.mjs';
import { except } from './lib/variant.mjs';

const { visit } = useSite();

const file = (name, content) => ({ name, mimeType: 'application/json', buffer: Buffer.from(content) });
const flavors = (names) =>
  JSON.stringify({
    flavors: names.map((name, at) => ({ id: String(at), name, vcpus: 1, ram: 4096, disk: 0, extra_specs: {} })),
  });
const FLAVORS = file('flavors.json', flavors(['SCS-1V-4']));
const picker = (page) => page.getByLabel('Choose files');

/** Moves the mouse, so that the page starts its worker. */
async function workerOf(page) {
  const started = page.waitForEvent('worker');
  await page.mouse.move(30, 30);
  return started;
}

test('a visit loads the part that judges only when somebody is there, and once', async (t) => {
  const { page, recorder } = await visit(t);
  const loaded = () => recorder.requests.filter((url) => /worker/.test(url)).length;
  assert.equal(loaded(), 0);
  await workerOf(page);
  await picker(page).setInputFiles([FLAVORS]);
  await page.locator('.headline').waitFor();
  const once = loaded();
  await picker(page).setInputFiles([file('more.json', flavors(['SCS-2V-8']))]);
  await page.locator('.file').nth(1).waitFor();
  assert.equal(loaded(), once);
  assert.equal(page.workers().length, 1);
  await assertClean(recorder);
});

test('what is being read can be cancelled, and all is as before', async (t) => {
  const { page, recorder } = await visit(t);
  const worker = await workerOf(page);
  await picker(page).setInputFiles([FLAVORS]);
  await page.locator('.headline').waitFor();
  // As long as it sleeps, nothing is read.
  await worker.evaluate(() => {
    setTimeout(() => {
      for (;;);
    }, 0);
  });
  await picker(page).setInputFiles([file('endless.json', flavors(['SCS-2V-8']))]);
  await page.locator('.file.waiting').filter({ hasText: 'endless.json' }).waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.locator('.file.waiting').waitFor({ state: 'detached' });
  await page.locator('.busy').waitFor({ state: 'detached' });
  assert.equal(await page.locator('.file').count(), 1);
  await page.locator('.headline').waitFor();
  await picker(page).setInputFiles([file('more.json', flavors(['SCS-2V-8']))]);
  await page.locator('.file:not(.waiting)').nth(1).waitFor();
  await assertClean(recorder);
});

test('a breakdown leaves out what was being read, and nothing else', async (t) => {
  const { page } = await visit(t, { except: { errors: [/seeded/] } });
  const worker = await workerOf(page);
  await picker(page).setInputFiles([FLAVORS]);
  await page.locator('.headline').waitFor();
  // As a trap in the program does: what it was asked for ends in a rejected promise.
  await worker.evaluate(() => {
    onmessage = () => {
      Promise.reject(new Error('seeded'));
    };
  });
  await picker(page).setInputFiles([file('fatal.json', flavors(['SCS-2V-8']))]);
  await page.locator('.problem').filter({ hasText: 'The checker broke down over fatal.json' }).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'problems');
  await page.locator('.headline').waitFor();
  assert.equal(await page.locator('.file').count(), 1);
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.locator('.file:not(.waiting)').nth(1).waitFor();
});

test('a breakdown beside the answer leaves the answer, and is not repeated', async (t) => {
  const { page } = await visit(t);
  const worker = await workerOf(page);
  await picker(page).setInputFiles([FLAVORS]);
  await page.locator('.headline').waitFor();
  await worker.evaluate(() => {
    onmessage = () => {
      throw new Error('seeded');
    };
  });
  const restarted = page.waitForEvent('worker');
  await page.locator('#case-scs-0103-flavor-2v-8').click();
  await page.locator('.problem').filter({ hasText: 'The checker broke down' }).waitFor();
  await page.locator('.headline').waitFor();
  // Whoever opens it again is answered by another worker.
  await page.locator('#case-scs-0103-flavor-2v-8').click();
  await restarted;
  await page.locator('#detail-scs-0103-flavor-2v-8 .findings').waitFor();
  assert.equal(await page.locator('.problem').count(), 1);
});

test('where there are no workers, the page does it itself', async (t) => {
  const { page, recorder } = await visit(t, { init: () => delete window.Worker });
  await picker(page).setInputFiles([FLAVORS]);
  await page.locator('.headline').waitFor();
  await page.getByRole('searchbox').fill('SCS-1V-4');
  await page.getByText(/findings? match/).first().waitFor();
  assert.equal(page.workers().length, 0);
  await assertClean(recorder);
});

// What a service worker has can always be loaded.
const ALWAYS_THERE = { single: 'there is nothing to load', offline: 'nothing is missing' };

test('what cannot be loaded is told, and tried again', except(ALWAYS_THERE), async (t) => {
  const { page } = await visit(t, { except: { console: [/Failed to load resource/], inside: [/start-worker/] } });
  await page.route('**/*worker*', (route) => route.abort());
  await picker(page).setInputFiles([FLAVORS]);
  await page.locator('.problem').filter({ hasText: 'could not be started' }).waitFor();
  // Nobody is told again and again.
  await page.mouse.move(40, 40);
  await page.mouse.move(50, 50);
  assert.equal(await page.locator('.problem').count(), 1);
  await page.locator('.file.waiting').filter({ hasText: 'not read' }).waitFor();
  await page.unroute('**/*worker*');
  await picker(page).setInputFiles([file('more.json', flavors(['SCS-2V-8']))]);
  await page.locator('.headline').waitFor();
  assert.equal(await page.locator('.file:not(.waiting)').count(), 2);
  assert.equal(page.workers().length, 1, 'in a worker, once it can be had');
});
