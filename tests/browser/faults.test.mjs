// What goes wrong around the page: its program is refused, cut off or late, memory runs out, the clock is wrong, the tab is
// reloaded or frozen. The page says so, and keeps what a person entered. Storage is in memory.test.mjs, breakdowns of the
// worker in worker.test.mjs.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';

import { buildFiles, useSite } from './lib/page.mjs';
import { DIST } from './lib/serve.mjs';
import { PAGE, except } from './lib/variant.mjs';

const files = await buildFiles();
const SHELL = await readFile(join(DIST, 'index.html'), 'utf8');
const PROGRAM = files.find((name) => /^scs-checker-[0-9a-f]+_bg\.wasm$/.test(name));
const BINDINGS = files.find((name) => /^scs-checker-[0-9a-f]+\.js$/.test(name));
const WORKER = files.find((name) => /^scs-checker-worker-[0-9a-f]+_bg\.wasm$/.test(name));
const START = files.find((name) => /^start-worker-.*\.js$/.test(name));

const { visit } = useSite({
  extra: {
    'other.html': '<!doctype html><title>Other</title><link rel="icon" href="data:,"><p>Another page.',
    'refused.html': SHELL.replace(" 'wasm-unsafe-eval'", ''),
  },
});

const file = (name, content) => ({ name, mimeType: 'application/json', buffer: Buffer.from(content) });
const flavors = (name, more = {}) =>
  JSON.stringify({ flavors: [{ id: '1', name, vcpus: 1, ram: 4096, disk: 0, extra_specs: {}, ...more }] });
const picker = (page) => page.getByLabel('Choose files');
const area = (page) => page.getByLabel('Or paste an export here');

async function checked(page) {
  await page.locator('.details').waitFor();
  return page.locator('main h1').innerText();
}

/** What a host does to a program is nothing to a page that asks none. */
const OF_A_HOST = { single: 'its programs are in the file', offline: 'the browser keeps the programs' };

/** Answers a file of the build in another way from now on. */
const answerWith = (page, name, answer) => page.route(`**/${name}`, answer);

/** A program whose memory may grow by `pages` of 64 KiB and no further. */
async function withLittleMemory(name, pages) {
  const bytes = await readFile(join(DIST, name));
  let at = 8;
  const number = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at];
      at += 1;
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  const written = (value) => (value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...written(value >>> 7)]);
  while (at < bytes.length) {
    const start = at;
    const section = bytes[at];
    at += 1;
    const size = number();
    const content = at;
    if (section === 5) {
      const memories = number();
      const hasMost = bytes[at];
      at += 1;
      assert.deepEqual([memories, hasMost], [1, 0], 'one memory, without a limit');
      const least = number();
      const limited = [1, 1, ...written(least), ...written(least + pages)];
      return Buffer.concat([bytes.subarray(0, start), Buffer.from([5, ...written(limited.length), ...limited]), bytes.subarray(content + size)]);
    }
    at = content + size;
  }
  return assert.fail('there is no memory');
}

// The page's own program.

const CUT = async (route) => route.fulfill({ contentType: 'application/wasm', body: (await readFile(join(DIST, PROGRAM))).subarray(0, 50_000) });
const REFUSALS = {
  'is not there': [(page) => answerWith(page, PROGRAM, (route) => route.fulfill({ status: 404, body: 'not found' }))],
  'is cut off': [(page) => answerWith(page, PROGRAM, CUT)],
  'is a page for logging in': [
    (page) => answerWith(page, PROGRAM, (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html><p>Log in' })),
  ],
  'has no bindings': [(page) => answerWith(page, BINDINGS, (route) => route.fulfill({ status: 404, body: 'not found' }))],
  'is refused by a policy': [async () => {}, 'refused.html'],
  'meets a browser without WebAssembly': [(page) => page.addInitScript(() => delete globalThis.WebAssembly), PAGE, {}],
};

for (const [what, [spoil, route = PAGE, reasons = OF_A_HOST]] of Object.entries(REFUSALS)) {
  test(`if the program ${what}, the page is not blank and says what to do`, except(reasons), async (t) => {
    const { page, recorder } = await visit(t, { mounts: false, route: 'other.html' });
    await spoil(page);
    await page.goto(recorder.base + route);
    await page.waitForLoadState('networkidle');
    await page.getByText('the program could not start').waitFor();
    await page.getByRole('heading', { level: 1 }).waitFor();
    assert.equal(await page.locator('.boot').count(), 1);
    assert.ok(recorder.errors.length + recorder.console.length > 0, 'the browser tells of it');
    // It was seeded.
    for (const told of ['errors', 'console', 'violations']) {
      recorder[told].length = 0;
    }
  });
}

test('a host that calls the program something else does no harm', except(OF_A_HOST), async (t) => {
  const { page, recorder } = await visit(t, { mounts: false, route: 'other.html', except: { console: [/MIME type/] } });
  for (const name of [PROGRAM, WORKER]) {
    await answerWith(page, name, async (route) =>
      route.fulfill({ contentType: 'application/octet-stream', body: await readFile(join(DIST, name)) }),
    );
  }
  await page.goto(recorder.base);
  await page.locator('.boot').waitFor({ state: 'detached' });
  await picker(page).setInputFiles([file('flavors.json', flavors('SCS-1V-4'))]);
  await checked(page);
});

test('in a browser that lacks all that the page can do without, an export is checked', async (t) => {
  const init = () => {
    delete HTMLDialogElement.prototype.showModal;
    for (const name of ['structuredClone', 'HTMLDialogElement', 'ResizeObserver', 'AbortController', 'caches']) {
      delete globalThis[name];
    }
    // The one file unpacks itself with it.
    if (location.protocol !== 'file:') delete globalThis.DecompressionStream;
    Object.defineProperty(Navigator.prototype, 'clipboard', { value: undefined });
  };
  const { page, recorder } = await visit(t, { init, mounts: false });
  await page.locator('.boot').waitFor({ state: 'detached' });
  await area(page).fill(flavors('SCS-1V-4'));
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  assert.match(await checked(page), /v5\.1/);
  await page.getByRole('button', { name: 'Display' }).click();
  await page.keyboard.press('Escape');
  await page.locator('main h1').click();
  await page.keyboard.press('?');
  assert.deepEqual(recorder.errors, []);
  // The search for what is stored needs it.
  await page.evaluate(() => {
    globalThis.caches = { keys: async () => [] };
  });
});

// The second program, which judges.

const SPOILT = {
  'is not there': (page) => answerWith(page, START, (route) => route.fulfill({ status: 404, body: 'not found' })),
  'lacks its main part': (page) => answerWith(page, WORKER, (route) => route.fulfill({ status: 404, body: 'not found' })),
  'is cut off': (page) =>
    answerWith(page, WORKER, async (route) =>
      route.fulfill({ contentType: 'application/wasm', body: (await readFile(join(DIST, WORKER))).subarray(0, 100_000) }),
    ),
};

for (const [what, spoil] of Object.entries(SPOILT)) {
  test(`if the part that judges ${what}, that is told, and what was given is kept for the next try`, except(OF_A_HOST), async (t) => {
    const { page, recorder } = await visit(t);
    await spoil(page);
    await area(page).fill(flavors('SCS-1V-4'));
    await page.getByRole('button', { name: 'Check', exact: true }).click();
    await page.locator('.problem').filter({ hasText: 'could not be started' }).waitFor();
    assert.equal(await area(page).inputValue(), flavors('SCS-1V-4'));
    await page.unrouteAll();
    await picker(page).setInputFiles([file('more.json', flavors('SCS-2V-8'))]);
    await checked(page);
    assert.equal(await page.locator('.file:not(.waiting)').count(), 2);
    for (const told of ['errors', 'console', 'requests']) {
      recorder[told].length = 0;
    }
  });
}

test('what is given before the part that judges has come is not lost', except(OF_A_HOST), async (t) => {
  const { page } = await visit(t);
  let arrive;
  const late = new Promise((resolve) => {
    arrive = resolve;
  });
  await answerWith(page, WORKER, async (route) => {
    await late;
    await route.continue();
  });
  await picker(page).setInputFiles([file('flavors.json', flavors('SCS-1V-4'))]);
  await page.locator('.file.waiting').filter({ hasText: 'flavors.json' }).waitFor();
  await picker(page).setInputFiles([file('more.json', flavors('SCS-2V-8'))]);
  await page.locator('.file.waiting').nth(1).waitFor();
  arrive();
  await checked(page);
  assert.equal(await page.locator('.file:not(.waiting)').count(), 2);
});

test('a network that is gone after loading is not missed', async (t) => {
  // The script that keeps the page may come too late.
  const { page } = await visit(t, { may: { console: [/INTERNET_DISCONNECTED/] } });
  await picker(page).setInputFiles([file('flavors.json', flavors('SCS-1V-4'))]);
  const before = await checked(page);
  await page.context().setOffline(true);
  await picker(page).setInputFiles([file('more.json', flavors('SCS-2V-8'))]);
  await page.locator('.file:not(.waiting)').nth(1).waitFor();
  await page.getByRole('button', { name: 'Remove more.json' }).click();
  await page.locator('.file').nth(1).waitFor({ state: 'detached' });
  assert.equal(await checked(page), before);
  await page.context().setOffline(false);
});

// Memory.

test('if memory runs out, the file is left out, named, and nothing else is lost', except(OF_A_HOST), async (t) => {
  const { page } = await visit(t);
  const little = await withLittleMemory(WORKER, 100);
  await answerWith(page, WORKER, (route) => route.fulfill({ contentType: 'application/wasm', body: little }));
  await area(page).fill(flavors('SCS-1V-4'));
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  const before = await checked(page);
  await picker(page).setInputFiles([file('huge.json', flavors('SCS-2V-8', { description: 'x'.repeat(10_000_000) }))]);
  await page.locator('.problem').filter({ hasText: 'huge.json' }).waitFor();
  assert.match((await page.locator('.problem').innerText()).replace(/\s+/g, ' '), /memory ran out/);
  assert.equal(await checked(page), before);
  assert.equal(await page.locator('.file').count(), 1);
  assert.equal(await area(page).inputValue(), flavors('SCS-1V-4'));
  await picker(page).setInputFiles([file('small.json', flavors('SCS-2V-8'))]);
  await page.locator('.file:not(.waiting)').nth(1).waitFor();
});

// The clock, and where it stands.

/** What judges reads the clock, and another one from now on. */
const withClock = (page, now) =>
  answerWith(page, START, async (route) =>
    route.fulfill({ contentType: 'text/javascript', body: `Date.now = () => ${now};\n${await readFile(join(DIST, START), 'utf8')}` }),
  );

test('with a clock that is wrong, the date is shown and can be changed', except(OF_A_HOST), async (t) => {
  const { page } = await visit(t);
  for (const now of ['1970-01-01', '2024-01-01', '2038-01-20', '9999-12-31']) {
    await withClock(page, Date.parse(now));
    await page.reload();
    await picker(page).setInputFiles([file('flavors.json', flavors('SCS-1V-4'))]);
    await checked(page);
    assert.equal(await page.locator('#date').inputValue(), now);
    await page.locator('#date').fill('2026-11-23');
    await page.keyboard.press('Enter');
    await page.locator('main h1').filter({ hasText: ' of v5.1 ' }).waitFor();
    await page.evaluate(() => history.replaceState(null, '', '#/'));
    await page.unrouteAll();
  }
});

test('a clock that is broken stops nothing', except(OF_A_HOST), async (t) => {
  const { page, recorder } = await visit(t);
  await withClock(page, NaN);
  await picker(page).setInputFiles([file('flavors.json', flavors('SCS-1V-4'))]);
  await checked(page);
  assert.deepEqual(recorder.errors, []);
});

for (const [timezoneId, locale] of [['Pacific/Kiritimati', 'ar-EG'], ['Pacific/Pago_Pago', 'th-TH-u-ca-buddhist']]) {
  test(`the answer is the same in ${timezoneId} and ${locale}`, async (t) => {
    const answers = [];
    for (const context of [{}, { timezoneId, locale }]) {
      const { page } = await visit(t, { context, route: '#/?date=2026-11-23' });
      await page.getByRole('button', { name: 'A cloud with faults' }).click();
      await checked(page);
      await page.locator('.row').first().waitFor();
      const texts = ['main h1', '.cause-text', '.row button[aria-expanded]', '.timeline'].map((part) => page.locator(part).allInnerTexts());
      answers.push(await Promise.all(texts));
    }
    assert.ok(answers[0].flat().length > 20);
    assert.deepEqual(answers[1], answers[0]);
  });
}

// The tab.

// A file is remembered once it is read: one that breaks the checker down must not do so at each visit.
test('a reload in the middle of reading brings back what was read before, and no more', async (t) => {
  const { page } = await visit(t, { except: { stored: [/^indexedDB: scs-checker$/] } });
  const started = page.waitForEvent('worker');
  await page.getByRole('switch', { name: 'Remember on this device' }).check();
  await picker(page).setInputFiles([file('flavors.json', flavors('SCS-1V-4'))]);
  const before = await checked(page);
  await page.locator('#remembered').filter({ hasText: '1 file, ' }).waitFor();
  await (await started).evaluate(() => {
    setTimeout(() => {
      for (;;);
    }, 0);
  });
  await picker(page).setInputFiles([file('endless.json', flavors('SCS-2V-8'))]);
  await page.locator('.file.waiting').filter({ hasText: 'endless.json' }).waitFor();
  await page.reload();
  assert.equal(await checked(page), before);
  assert.deepEqual(await page.locator('.file-name').allInnerTexts(), ['flavors.json']);
});

test('a reload without remembering starts anew, and whole', async (t) => {
  const { page } = await visit(t);
  await picker(page).setInputFiles([file('flavors.json', flavors('SCS-1V-4'))]);
  await page.reload();
  await page.locator('.boot').waitFor({ state: 'detached' });
  await page.getByText('Does your cloud conform').waitFor();
  assert.equal(await page.locator('.file').count(), 0);
});

test('who leaves the page and comes back finds it whole', async (t) => {
  const { page, recorder } = await visit(t);
  await picker(page).setInputFiles([file('flavors.json', flavors('SCS-1V-4'))]);
  await checked(page);
  await page.goto(`${recorder.base}other.html`);
  await page.goBack();
  await page.locator('.boot').waitFor({ state: 'detached' });
  // Browsers that keep the page keep the answer.
  if ((await page.locator('.file').count()) === 0) {
    await picker(page).setInputFiles([file('flavors.json', flavors('SCS-1V-4'))]);
  }
  await checked(page);
  await page.goForward();
  await page.getByText('Another page.').waitFor();
});

test('a tab that was frozen goes on where it was', async (t) => {
  const { page } = await visit(t);
  await picker(page).setInputFiles([file('flavors.json', flavors('SCS-1V-4'))]);
  const before = await checked(page);
  const session = await page.context().newCDPSession(page);
  await session.send('Page.setWebLifecycleState', { state: 'frozen' });
  await session.send('Page.setWebLifecycleState', { state: 'active' });
  assert.equal(await checked(page), before);
  await picker(page).setInputFiles([file('more.json', flavors('SCS-2V-8'))]);
  await page.locator('.file:not(.waiting)').nth(1).waitFor();
});
