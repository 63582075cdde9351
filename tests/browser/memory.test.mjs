// Remembering on this device: off until a person turns it on, and gone when that is turned off.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { assertAccessible } from './lib/axe.mjs';
import { assertClean, useSite } from './lib/page.mjs';
import { VARIANT } from './lib/variant.mjs';

const STORED = ['indexedDB: scs-checker'];

const { visit } = useSite();

/** The parts of the page, by what they are to a person. */
function parts(page) {
  return {
    remember: page.getByRole('switch', { name: 'Remember on this device' }),
    forget: page.getByRole('button', { name: 'Forget', exact: true }),
    memory: page.getByRole('region', { name: 'Remember on this device' }),
    files: page.locator('.file'),
    example: page.getByRole('button', { name: 'A cloud with faults' }),
    status: page.getByRole('status'),
  };
}

/** Waits for a headline about a scope version and gives it. */
async function verdict(page, version = 'v5.1') {
  const headline = page.locator('main h1').filter({ hasText: ` of ${version} ` });
  await headline.waitFor();
  return headline.innerText();
}

async function turnOn(page, amount = /1 file, \d+ kB/) {
  await parts(page).remember.check();
  await parts(page).memory.getByText(amount).waitFor();
}

/** Loads the page again, and waits until it has looked for what is remembered. */
async function reload(page) {
  await page.reload();
  await page.locator('.boot').waitFor({ state: 'detached' });
}

/** Waits until nothing is stored any more. */
const gone = (page) => page.waitForFunction(async () => (await indexedDB.databases()).length === 0);

const file = (name, content) => ({ name, mimeType: 'application/json', buffer: Buffer.from(content) });

const flavors = (...names) => JSON.stringify(names.map((Name) => ({ Name, RAM: 4096, VCPUs: 2, Disk: 0, 'Is Public': true })));

test('unless it is turned on, nothing is stored', async (t) => {
  const { page, recorder } = await visit(t);
  const { remember, forget, memory, example } = parts(page);
  await assertClean(recorder);
  await example.click();
  await verdict(page);
  assert.equal(await remember.isChecked(), false);
  assert.equal(await forget.count(), 0);
  await memory.getByText('Off: closing this tab forgets everything').waitFor();
  await assertClean(recorder);
  await reload(page);
  await page.getByText('Does your cloud conform').waitFor();
  assert.equal(await parts(page).files.count(), 0);
  await assertClean(recorder);
});

test('files, choices and colours come back, with a note', async (t) => {
  const { page, recorder } = await visit(t, { except: { stored: [/^indexedDB: scs-checker$/] } });
  await page.getByRole('button', { name: 'Display' }).click();
  await page.getByLabel('Dark').check();
  await page.keyboard.press('Escape');
  await parts(page).example.click();
  await verdict(page);
  await turnOn(page);
  await page.getByRole('button', { name: /^next/ }).click();
  await verdict(page, 'next');
  await page.locator('#files').setInputFiles(file('more.json', flavors('SCS-2V-4')));
  await parts(page).memory.getByText('2 files').waitFor();
  const before = await verdict(page, 'next');

  await reload(page);
  assert.equal(await verdict(page, 'next'), before);
  const { memory, remember, files } = parts(page);
  await memory.getByText('Recalled from this device.').waitFor();
  const place = VARIANT === 'single' ? 'which other pages opened from a disk may share' : 'for this site';
  await memory.getByText(`In this browser’s storage, ${place}; nothing is sent.`).waitFor();
  assert.equal(await remember.isChecked(), true);
  assert.deepEqual(await files.locator('.file-name').allInnerTexts(), ['example-with-faults.json', 'more.json']);
  assert.equal(await page.locator(':root').getAttribute('data-theme'), 'dark');
  await assertClean(recorder, { stored: STORED });
});

test('turned on first, it remembers what comes later', async (t) => {
  const { page, recorder } = await visit(t, { except: { stored: [/^indexedDB: scs-checker$/] } });
  await turnOn(page, 'No files yet, only this choice.');
  await parts(page).example.click();
  await verdict(page);
  await parts(page).memory.getByText('1 file, ').waitFor();
  await page.getByRole('button', { name: 'Start over' }).click();
  await parts(page).memory.getByText('No files yet').waitFor();
  await reload(page);
  await parts(page).memory.getByText('No files yet').waitFor();
  assert.equal(await parts(page).remember.isChecked(), true);
  await assertClean(recorder, { stored: STORED });
});

test('only what changed is stored, and no content that is not wanted any more', async (t) => {
  const { page, recorder } = await visit(t, { except: { stored: [/^indexedDB: scs-checker$/] } });
  const keys = () =>
    page.evaluate(
      () =>
        new Promise((resolve, reject) => {
          const opening = indexedDB.open('scs-checker');
          opening.onerror = reject;
          opening.onsuccess = () => {
            const reading = opening.result.transaction('remembered').objectStore('remembered').getAllKeys();
            reading.onsuccess = () => resolve(reading.result);
            opening.result.close();
          };
        }),
    );
  await parts(page).example.click();
  await verdict(page);
  await turnOn(page);
  const one = await keys();
  assert.equal(one.length, 2);
  await page.locator('#files').setInputFiles(file('more.json', flavors('SCS-2V-4')));
  await parts(page).memory.getByText('2 files').waitFor();
  const two = await keys();
  assert.deepEqual([two.length, one.every((key) => two.includes(key))], [3, true]);
  await page.getByRole('button', { name: 'Remove example-with-faults.json' }).click();
  await parts(page).memory.getByText('1 file, ').waitFor();
  const three = await keys();
  assert.deepEqual([three.length, three.filter((key) => one.includes(key))], [2, ['record']]);
  await assertClean(recorder, { stored: STORED });
});

test('one click forgets, and what is on the page stays', async (t) => {
  const { page, recorder } = await visit(t);
  await parts(page).example.click();
  const headline = await verdict(page);
  await turnOn(page);
  await parts(page).forget.click();
  await parts(page).status.filter({ hasText: 'Forgotten' }).waitFor({ state: 'attached' });
  assert.equal(await parts(page).remember.isChecked(), false);
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'remember');
  assert.equal(await verdict(page), headline);
  await assertClean(recorder);
  await reload(page);
  await page.getByText('Does your cloud conform').waitFor();
  assert.equal(await parts(page).files.count(), 0);
  await assertClean(recorder);
});

const NO_ROOM = {
  'a call': () => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('', 'QuotaExceededError');
    };
  },
  'the end of a transaction': () => {
    Object.defineProperty(IDBTransaction.prototype, 'error', { get: () => new DOMException('', 'QuotaExceededError') });
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (...values) {
      const request = put.apply(this, values);
      request.addEventListener('success', () => this.transaction.abort());
      return request;
    };
  },
};

for (const [when, break_] of Object.entries(NO_ROOM)) {
  test(`without room, told by ${when}, the page says so and loses nothing`, async (t) => {
    const { page, recorder } = await visit(t);
    await page.addInitScript(break_);
    await reload(page);
    const { example, remember, memory, files, status } = parts(page);
    await example.click();
    const headline = await verdict(page);
    await remember.click();
    await memory.getByText('The browser has no room for these files').waitFor();
    await status.filter({ hasText: 'no room' }).waitFor({ state: 'attached' });
    assert.equal(await remember.isChecked(), false);
    assert.equal(await verdict(page), headline);
    assert.equal(await files.count(), 1);
    await gone(page);
    await assertClean(recorder);
  });
}

test('what was remembered before the room ran out is not left behind', async (t) => {
  const { page, recorder } = await visit(t);
  await parts(page).example.click();
  await verdict(page);
  await turnOn(page);
  await page.evaluate(NO_ROOM['a call']);
  await page.locator('#files').setInputFiles(file('more.json', flavors('SCS-2V-4')));
  await parts(page).memory.getByText('The browser has no room for these files').waitFor();
  assert.equal(await parts(page).files.count(), 2);
  await gone(page);
  await reload(page);
  await page.getByText('Does your cloud conform').waitFor();
  await assertClean(recorder);
});

test('accessible: on, and without room', async (t) => {
  const { page } = await visit(t);
  await turnOn(page, 'No files yet');
  await assertAccessible(page);
  await parts(page).forget.click();
  await page.evaluate(NO_ROOM['a call']);
  await parts(page).remember.click();
  await parts(page).memory.getByText('The browser has no room for these files').waitFor();
  await assertAccessible(page);
});

const DENIED = {
  'no storage': () => Object.defineProperty(window, 'indexedDB', { value: undefined }),
  'storage that is refused': () =>
    Object.defineProperty(window, 'indexedDB', {
      get: () => {
        throw new DOMException('', 'SecurityError');
      },
    }),
};

for (const [name, deny] of Object.entries(DENIED)) {
  test(`a browser with ${name} is told of only to who turns it on`, async (t) => {
    const { page, recorder } = await visit(t);
    await page.addInitScript(deny);
    await reload(page);
    const { example, remember, memory } = parts(page);
    await example.click();
    const headline = await verdict(page);
    assert.equal(await page.locator('.notice.error').count(), 0);
    await remember.click();
    await memory.getByText('This browser stores nothing for this page').waitFor();
    assert.equal(await remember.isChecked(), false);
    assert.equal(await verdict(page), headline);
    await assertClean(recorder);
  });
}

test('what is damaged or of another version is forgotten', async (t) => {
  const { page, recorder } = await visit(t, { except: { stored: [/^indexedDB: scs-checker$/] } });
  const spoil = (version, record) =>
    page.evaluate(
      ([databaseVersion, bytes]) =>
        new Promise((resolve, reject) => {
          const opening = indexedDB.open('scs-checker', databaseVersion);
          opening.onerror = reject;
          opening.onupgradeneeded = () => {
            if (!opening.result.objectStoreNames.contains('remembered')) {
              opening.result.createObjectStore('remembered');
            }
          };
          opening.onsuccess = () => {
            const writing = opening.result.transaction('remembered', 'readwrite');
            writing.objectStore('remembered').put(bytes === null ? 'text' : new Uint8Array(bytes), 'record');
            writing.oncomplete = () => resolve(opening.result.close());
          };
        }),
      [version, record],
    );
  for (const [version, record] of [[1, [1, 2, 3]], [1, [250, 1]], [1, null], [2, [1]]]) {
    await spoil(version, record);
    await reload(page);
    await parts(page).memory.getByText('What was remembered could not be read').waitFor();
    await gone(page);
    await assertClean(recorder);
  }
  await turnOn(page, 'No files yet');
});

test('of two tabs the last one wins, and what one forgets the other does not bring back', async (t) => {
  const { page, recorder } = await visit(t);
  await parts(page).example.click();
  await verdict(page);
  await turnOn(page);
  const other = await page.context().newPage();
  await other.goto(page.url());
  await verdict(other);
  await parts(other).memory.getByText('Recalled from this device.').waitFor();

  // Each has files of its own under the same numbers.
  await other.locator('#files').setInputFiles(file('other.json', flavors('SCS-2V-8')));
  await parts(other).memory.getByText('2 files').waitFor();
  await page.locator('#files').setInputFiles(file('one.json', flavors('SCS-2V-4')));
  await parts(page).memory.getByText('2 files').waitFor();
  await reload(other);
  await verdict(other);
  assert.deepEqual(await parts(other).files.locator('.file-name').allInnerTexts(), ['example-with-faults.json', 'one.json']);

  await parts(other).forget.click();
  await parts(other).status.filter({ hasText: 'Forgotten' }).waitFor({ state: 'attached' });
  await page.getByRole('button', { name: 'Remove one.json' }).click();
  await parts(page).memory.getByText('What was remembered was forgotten in another tab').waitFor();
  assert.equal(await parts(page).remember.isChecked(), false);
  assert.equal(await parts(page).files.count(), 1);
  await assertClean(recorder);
});
