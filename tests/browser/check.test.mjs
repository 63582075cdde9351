// The Check page as people use it, from the first screen to a finding.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { assertAccessible } from './lib/axe.mjs';
import { assertClean, useSite } from './lib/page.mjs';
import { except } from './lib/variant.mjs';

const SAMPLES = fileURLToPath(new URL('../data/samples/', import.meta.url));
const FLAVORS = `${SAMPLES}flavors.nova-api.json`;
const IMAGES = `${SAMPLES}images.glance-api-default.json`;
const VOLUME_TYPES = `${SAMPLES}volume-types.cinder-api.json`;
const MALFORMED = '[\n  {"Name": "SCS-4V-16",\n   "RAM": 16384,,\n   "Disk": 0}\n]';
const FAULTY = 'A cloud with faults';

const { visit } = useSite();

/** The parts of the page, by what they are to a person. */
function parts(page) {
  return {
    headline: page.locator('main h1'),
    area: page.getByLabel('Or paste an export here'),
    check: page.getByRole('button', { name: 'Check', exact: true }),
    picker: page.getByLabel('Choose files'),
    example: (name) => page.getByRole('button', { name }),
    date: page.locator('#date'),
    row: (id) => page.locator(`#case-${id}`),
    status: page.getByRole('status'),
  };
}

/** Waits for a headline about a scope version and gives it. */
async function verdict(page, version = 'v5.1') {
  const headline = page.locator('main h1').filter({ hasText: ` of ${version} ` });
  await headline.waitFor();
  // What explains it comes a frame later.
  await page.locator('.details').waitFor();
  return headline.innerText();
}

/** Pastes as a person does, with the text on the clipboard. */
async function paste(page, text) {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate((content) => navigator.clipboard.writeText(content), text);
  await page.keyboard.press('Control+v');
}

async function drop(page, name, text) {
  const transfer = await page.evaluateHandle(
    ([fileName, content]) => {
      const data = new DataTransfer();
      data.items.add(new File([content], fileName, { type: 'application/json' }));
      return data;
    },
    [name, text],
  );
  await page.dispatchEvent('h1', 'dragenter', { dataTransfer: transfer });
  await page.getByText('Drop the files to check them').waitFor();
  await page.dispatchEvent('h1', 'drop', { dataTransfer: transfer });
}

const file = (name, content) => ({ name, mimeType: 'application/json', buffer: Buffer.from(content) });

/** Waits until something holds that no element tells of. */
async function until(holds) {
  for (let wait = 0; !(await holds()); wait += 20) {
    assert.ok(wait < 5000, `${holds}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const focused = (page) => page.evaluate(() => document.activeElement?.id);

test('a paste is checked at once, and the answer gets the focus', async (t) => {
  const { page, recorder } = await visit(t);
  const { area } = parts(page);
  await area.focus();
  await paste(page, await readFile(FLAVORS, 'utf8'));
  assert.match(await verdict(page), /^\d+ of \d+ checked requirements of v5\.1 fail$/);
  assert.equal(await focused(page), 'headline');
  await page.getByText('paste 1').waitFor();
  // A long one comes to stand there after it was checked.
  await until(async () => (await area.inputValue()).includes('"flavors"'));
  await assertClean(recorder);
});

test('a long paste that cannot be read stands in the paste area, before what was typed meanwhile', async (t) => {
  const { page, recorder } = await visit(t);
  const { area } = parts(page);
  const text = `no export at all\n${'x'.repeat(8 * 1024)}\n`;
  await area.focus();
  await paste(page, text);
  await page.keyboard.type('y');
  await page.locator('.file').filter({ hasText: 'paste 1' }).waitFor();
  await until(async () => (await area.inputValue()) === `${text}y`);
  // It is the text's own file that is replaced when it is mended.
  await area.fill(await readFile(FLAVORS, 'utf8'));
  await parts(page).check.click();
  await verdict(page);
  assert.equal(await page.locator('.file').count(), 1);
  await assertClean(recorder);
});

test('a further paste is added, a changed one replaced', async (t) => {
  const { page, recorder } = await visit(t);
  const { area, check } = parts(page);
  const more = page.getByRole('button', { name: 'Add or paste' });
  await area.fill(await readFile(FLAVORS, 'utf8'));
  await check.click();
  await verdict(page);

  await more.click();
  assert.equal(await focused(page), 'paste');
  await paste(page, await readFile(VOLUME_TYPES, 'utf8'));
  await page.getByText('paste 2').waitFor();
  assert.equal(await page.locator('.file').count(), 2);

  await more.click();
  await area.fill('{"volume_types": []}');
  await check.click();
  await page.getByText('0 volume types').waitFor();
  assert.equal(await page.locator('.file').count(), 2);
  await assertClean(recorder);
});

test('a paste that is larger than 256 KiB becomes a file and does not go into the paste area', async (t) => {
  const { page, recorder } = await visit(t);
  const { area } = parts(page);
  const { flavors } = JSON.parse(await readFile(FLAVORS, 'utf8'));
  const large = flavors.map((flavor) => ({ ...flavor, description: 'x'.repeat(300 * 1024) })).slice(0, 1);
  await area.focus();
  await paste(page, JSON.stringify({ flavors: large }));
  await verdict(page);
  await page.getByText('paste 1').waitFor();
  assert.equal(await area.inputValue(), '');
  await assertClean(recorder);
});

test('a long paste in place of another is settled, and what is pasted then is one more', async (t) => {
  const { page, recorder } = await visit(t);
  const { area } = parts(page);
  const more = page.getByRole('button', { name: 'Add or paste' });
  const { flavors } = JSON.parse(await readFile(FLAVORS, 'utf8'));
  const long = (count) => JSON.stringify({ flavors: flavors.slice(0, count), filler: 'x'.repeat(8 * 1024) });
  await area.focus();
  await paste(page, long(1));
  await verdict(page);
  await until(async () => (await area.inputValue()) !== '');
  await more.click();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await paste(page, long(2));
  await page.locator('.file').getByText('2 flavors').waitFor();
  await more.click();
  await paste(page, await readFile(VOLUME_TYPES, 'utf8'));
  await page.locator('.file').filter({ hasText: 'paste 2' }).waitFor();
  assert.equal(await page.locator('.file').count(), 2);
  await assertClean(recorder);
});

test('files of several kinds are judged together', async (t) => {
  const { page, recorder } = await visit(t);
  const { picker, row } = parts(page);
  await picker.setInputFiles([IMAGES, FLAVORS, VOLUME_TYPES]);
  assert.match(await verdict(page), /^\d+ of \d+ checked requirements of v5\.1 fail$/);
  for (const name of ['images.glance-api-default.json', 'flavors.nova-api.json', 'volume-types.cinder-api.json']) {
    await page.locator('.file').filter({ hasText: name }).waitFor();
  }
  await row('scs-0103-flavor-4v-16').waitFor();
  // Without the default rules that test case is open, and its details say what to export.
  await row('scs-0115-default-rules').click();
  await page.locator('.row').filter({ hasText: 'scs-0115-default-rules' }).locator('.command').waitFor();
  await assertClean(recorder);
});

test('of malformed JSON the page says where, and the text stays', async (t) => {
  const { page, recorder } = await visit(t);
  const { area, check, headline, status } = parts(page);
  await area.fill(MALFORMED);
  await check.click();
  const notice = page.locator('.file .notice');
  await notice.waitFor();
  const text = await notice.innerText();
  assert.match(text, /line 3/);
  assert.match(text, /column 17/);
  assert.match(await page.locator('.excerpt').innerText(), /3\s*"RAM": 16384,,/);
  assert.equal(await area.inputValue(), MALFORMED);
  assert.ok(await area.isVisible());
  assert.equal(await headline.count(), 1);
  assert.notEqual(await status.first().innerText(), '');

  // Mended, it takes the place of the broken one.
  await area.fill(MALFORMED.replace(',,', ','));
  await check.click();
  await verdict(page);
  assert.equal(await page.locator('.file').count(), 1);
  await assertClean(recorder);
});

test('a file that is not understood hinders no other', async (t) => {
  const { page, recorder } = await visit(t);
  await parts(page).picker.setInputFiles([file('flavors.json', await readFile(FLAVORS)), file('broken.json', MALFORMED)]);
  await verdict(page);
  await page.locator('.file.error').filter({ hasText: 'broken.json' }).locator('.notice').waitFor();
  await page.getByRole('button', { name: 'Remove broken.json' }).click();
  await page.locator('.file.error').waitFor({ state: 'detached' });
  await verdict(page);
  await assertClean(recorder);
});

test('the example of a conformant cloud fails nothing, and is not called conformant', async (t) => {
  const { page, recorder } = await visit(t);
  await parts(page).example('A conformant cloud').click();
  assert.match(await verdict(page), /^None of the \d+ checked requirements of v5\.1 fails; \d+ are open$/);
  assert.equal(await page.locator('.headline').getByRole('img', { name: / 0 fail/ }).count(), 1);
  await assertClean(recorder);
});

const understood = (page) => page.locator('.file-what').allInnerTexts();

test('tables, YAML, CSV, packed files and definitions are understood', async (t) => {
  const { page, recorder } = await visit(t);
  const names = [
    'flavors.osc-table-wrapped-120.txt',
    'images.osc-show-concatenated.yaml',
    'traps/csv-semicolon-excel.csv',
    'security-group-default-rules.osc-value.txt',
    'catalog.osc-table.txt',
    'image-usage.glance-client.txt',
  ];
  await parts(page).picker.setInputFiles(names.map((name) => SAMPLES + name));
  await verdict(page);
  assert.deepEqual(await understood(page), [
    '8 flavors · OpenStack client, list, table',
    '7 images · OpenStack client, show, YAML',
    '4 volume types · OpenStack client, list, CSV',
    '6 default security group rules · OpenStack client, list, values',
    '10 services · OpenStack client, list, table',
    '4 image quotas · OpenStack client, list, table',
  ]);
  await page.getByRole('button', { name: 'Start over' }).click();
  await parts(page).picker.setInputFiles([
    `${SAMPLES}traps/gzip.json.gz`,
    `${SAMPLES}images.image-manager.yaml`,
    `${SAMPLES}traps/powershell5-redirect-utf16le-bom.json`,
  ]);
  await page.getByText('3 images · image manager').waitFor();
  assert.match((await understood(page))[0], /^4 volume types/);
  await page.getByRole('button', { name: /3 notes on images.image-manager.yaml/ }).click();
  await page.getByText('what the definitions would create').waitFor();
  await assertClean(recorder);
});

test('a table pasted from a terminal is checked', async (t) => {
  const { page, recorder } = await visit(t);
  await parts(page).area.focus();
  await paste(page, await readFile(`${SAMPLES}traps/terminal-copy-tables.txt`, 'utf8'));
  await verdict(page);
  assert.deepEqual(await understood(page), [
    '8 flavors · OpenStack client, list, table',
    '4 volume types · OpenStack client, list, table',
  ]);
  await assertClean(recorder);
});

test('a packed file that is damaged is told, and hinders no other', async (t) => {
  const { page, recorder } = await visit(t);
  const packed = await readFile(`${SAMPLES}traps/gzip.json.gz`);
  await parts(page).picker.setInputFiles([
    { name: 'cut.json.gz', mimeType: 'application/gzip', buffer: packed.subarray(0, 90) },
    file('flavors.json', await readFile(FLAVORS, 'utf8')),
  ]);
  await verdict(page);
  await page.locator('.file').getByText('damaged: it ends early').waitFor();
  await page.getByText('cut.json.gz').first().waitFor();
  await assertClean(recorder);
});

test('a list that does not say of what asks for one click', async (t) => {
  const { page, recorder } = await visit(t);
  await parts(page).picker.setInputFiles([file('list.json', '[]')]);
  await page.getByText('The list is empty, and nothing says what it is a list of.').first().waitFor();
  await page.getByRole('group', { name: 'It lists' }).getByRole('button', { name: 'Volume types' }).click();
  await verdict(page);
  assert.match((await understood(page))[0], /^0 volume types/);
  await assertClean(recorder);
});

// What a service worker has can always be loaded.
const ALWAYS_THERE = { single: 'it is in the file', offline: 'it is there' };

test('an example that cannot be loaded is told', except(ALWAYS_THERE), async (t) => {
  const { page } = await visit(t, { except: { console: [/Failed to load resource/] } });
  await page.route('**/samples/*', (route) => route.abort());
  await parts(page).example(FAULTY).click();
  await page.getByText('The example could not be loaded.').first().waitFor();
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await page.locator('.notice').waitFor({ state: 'detached' });
});

test('a failing test case opens on its findings', async (t) => {
  const { page, recorder } = await visit(t);
  const { example, row } = parts(page);
  await example(FAULTY).click();
  await verdict(page);
  const semantics = row('scs-0100-semantics-check');
  assert.equal(await semantics.getAttribute('aria-expanded'), 'false');
  await semantics.click();
  assert.equal(await semantics.getAttribute('aria-expanded'), 'true');
  const findings = page.getByRole('table', { name: 'Findings' });
  await findings.getByRole('cell', { name: /SCS-4V-16.*record 18/s }).first().waitFor();
  await findings.getByText('15000 MiB', { exact: true }).waitFor();
  const link = page.getByRole('link', { name: 'Naming policy compliance' });
  assert.equal(await link.getAttribute('rel'), 'noopener');

  // Another date brings another result; what is open stays open and is loaded anew.
  await page.locator('#date').fill('2025-03-01');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /^v4/ }).waitFor();
  await findings.getByRole('cell', { name: /SCS-4V-16/ }).first().waitFor();
  await assertClean(recorder);
});

test('many findings come in windows', async (t) => {
  const { page, recorder } = await visit(t);
  const flavors = Array.from({ length: 250 }, (_, index) => ({
    ID: String(index), Name: `SCS-4V-16-${index + 1}`, RAM: 1024, Disk: index + 1, Ephemeral: 0, VCPUs: 4, 'Is Public': true,
    Swap: 0, 'RXTX Factor': 1, Properties: {},
  }));
  await parts(page).picker.setInputFiles(file('flavors.json', JSON.stringify(flavors)));
  await verdict(page);
  await parts(page).row('scs-0100-semantics-check').click();
  const table = page.getByRole('table', { name: 'Findings' });
  assert.equal(await table.getAttribute('aria-rowcount'), '251');
  await table.getByRole('button', { name: 'SCS-4V-16-1', exact: true }).waitFor();
  const region = page.getByRole('region', { name: 'Findings' });
  await region.focus();
  await page.keyboard.press('End');
  await table.getByRole('button', { name: 'SCS-4V-16-250', exact: true }).waitFor();
  assert.ok((await table.locator('.virtual-row').count()) < 120);
  await assertClean(recorder);
});

test('another scope version has another headline', async (t) => {
  const { page, recorder } = await visit(t);
  await parts(page).example(FAULTY).click();
  await verdict(page, 'v5.1');
  await page.getByRole('button', { name: /^next/ }).click();
  await verdict(page, 'next');
  assert.equal(await page.getByRole('button', { name: /^next/ }).getAttribute('aria-pressed'), 'true');
  await page.getByRole('button', { name: 'more', exact: true }).click();
  await page.getByRole('button', { name: /^v4/ }).click();
  await verdict(page, 'v4');
  await assertClean(recorder);
});

test('what an ordinary account does not see is judged on demand', async (t) => {
  const { page, recorder } = await visit(t);
  await parts(page).example(FAULTY).click();
  await verdict(page);
  const left = page.locator('.left-out');
  assert.match(await left.innerText(), /1 private flavor/);
  await page.getByText('More choices').click();
  await page.getByLabel('Judge everything listed').check();
  await left.getByText('private flavor').waitFor({ state: 'detached' });
  await assertClean(recorder);
});

test('a file can be dropped anywhere', async (t) => {
  const { page, recorder } = await visit(t);
  await drop(page, 'dropped.json', await readFile(FLAVORS, 'utf8'));
  await verdict(page);
  await page.getByText('dropped.json').first().waitFor();
  assert.equal(await page.getByText('Drop the files to check them').count(), 0);
  await assertClean(recorder);
});

test('a date that cannot be read keeps the last result', async (t) => {
  const { page, recorder } = await visit(t);
  const { example, date } = parts(page);
  await example(FAULTY).click();
  const before = await verdict(page);
  const today = await date.inputValue();
  assert.match(today, /^\d{4}-\d\d-\d\d$/);
  await date.fill('2026-13-41');
  await page.keyboard.press('Enter');
  await page.locator('#date-hint.error').waitFor();
  assert.equal(await date.getAttribute('aria-invalid'), 'true');
  assert.equal(await date.inputValue(), '2026-13-41');
  assert.equal(await verdict(page), before);
  await date.fill('');
  await page.keyboard.press('Enter');
  await page.locator('#date-hint.error').waitFor({ state: 'detached' });
  assert.equal(await date.inputValue(), today);
  await assertClean(recorder);
});

test('test cases are filtered by verdict and text', async (t) => {
  const { page, recorder } = await visit(t);
  await parts(page).example(FAULTY).click();
  await verdict(page);
  const rows = page.locator('.row');
  const toggle = (name) => page.getByRole('button', { name });
  // They come a frame after the answer.
  await rows.first().waitFor();
  const all = await rows.count();
  await toggle(/^Open \d+$/).click();
  assert.ok((await rows.count()) < all);
  assert.equal(await page.locator('.row .badge.open').count(), 0);
  await page.getByRole('searchbox').fill('FLAVOR-4V');
  assert.ok((await rows.count()) > 0);
  await page.getByRole('searchbox').fill('no such test case');
  await page.getByText('No test case matches').waitFor();
  await toggle('Show all').click();
  const [, shown, total] = (await page.getByText(/test cases shown/).innerText()).match(/^(\d+) of (\d+)/);
  assert.equal(shown, total);
  assert.equal(await rows.count(), Number(total));
  await assertClean(recorder);
});

test('the journey is possible with the keyboard alone', async (t) => {
  const { page, recorder } = await visit(t);
  const press = (key) => page.keyboard.press(key);
  const name = () =>
    page.evaluate(() => (document.activeElement.matches('a, button') ? document.activeElement.innerText : ''));
  const tabTo = async (wanted) => {
    for (let index = 0; index < 120; index += 1) {
      if (wanted.test(await name())) return;
      await press('Tab');
    }
    assert.fail(`${wanted} cannot be reached with the tabulator key`);
  };
  await press('Tab');
  assert.equal(await name(), 'Skip to the content');
  await press('Enter');
  assert.equal(await focused(page), 'main');
  assert.equal(new URL(page.url()).hash, '');
  await tabTo(/A cloud with faults/);
  await press('Enter');
  await verdict(page);
  assert.equal(await focused(page), 'headline');
  await tabTo(/^next/);
  await press(' ');
  await verdict(page, 'next');
  await tabTo(/scs-0100-semantics-check/);
  await press('Enter');
  await page.locator('.findings').waitFor();
  await page.locator('.brand').focus();
  await tabTo(/^Start over/);
  await press('Enter');
  await page.getByText('Does your cloud conform').waitFor();
  assert.equal(await focused(page), 'undo');
  await press('Enter');
  await verdict(page, 'next');
  assert.equal(await focused(page), 'headline');
  await assertClean(recorder);
});

test('what goes on is announced', async (t) => {
  const { page, recorder } = await visit(t);
  await parts(page).example(FAULTY).click();
  const headline = await verdict(page);
  await page.locator('p[role="status"].unseen').filter({ hasText: headline }).waitFor({ state: 'attached' });
  await assertClean(recorder);
});

test('the other pages have addresses, and what was typed stays', async (t) => {
  const { page, recorder } = await visit(t, { route: '#/about' });
  await page.getByRole('heading', { name: 'About this checker' }).waitFor();
  await page.getByText('077174d').first().waitFor();
  assert.match(await page.title(), /^About/);
  await page.getByRole('link', { name: 'Check', exact: true }).click();
  await parts(page).area.fill('half a thought');
  await page.getByRole('link', { name: 'About' }).click();
  await page.goBack();
  assert.equal(await parts(page).area.inputValue(), 'half a thought');
  await assertClean(recorder);
});

test('the colours can be chosen', async (t) => {
  const { page, recorder } = await visit(t, { context: { colorScheme: 'light' } });
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await background();
  await page.getByRole('button', { name: 'Display' }).click();
  await page.getByRole('radio', { name: 'Light' }).check();
  assert.equal(await background(), light);
  await page.getByRole('radio', { name: 'Dark' }).check();
  assert.notEqual(await background(), light);
  await page.getByRole('radio', { name: 'System' }).check();
  assert.equal(await background(), light);
  const height = () => page.evaluate(() => getComputedStyle(document.body).fontSize);
  const roomy = await height();
  await page.getByRole('radio', { name: 'Compact' }).check();
  assert.notEqual(await height(), roomy);
  await page.keyboard.press('Escape');
  await page.getByRole('radio', { name: 'Compact' }).waitFor({ state: 'hidden' });
  await assertClean(recorder);
});

test('a command is copied', async (t) => {
  const { page, recorder } = await visit(t);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByText('How do I export this?').click();
  await page.getByRole('button', { name: 'Copy Flavors' }).click();
  await page.getByText('Copied', { exact: true }).waitFor();
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  assert.match(await copied(), /^openstack flavor list --all --long/);
  await page.getByRole('button', { name: 'Copy Everything in one file' }).click();
  await page.waitForFunction(async () => (await navigator.clipboard.readText()).includes('scs-export.json'));
  assert.equal(await copied(), await readFile(new URL('../../src/wording/export.sh', import.meta.url), 'utf8'));
  await assertClean(recorder);
});

test('names that look like markup are only text', async (t) => {
  const { page, recorder } = await visit(t);
  const name = '<img src=x onerror="window.ran = true">\u202egnp';
  const [flavor] = JSON.parse(await readFile(FLAVORS, 'utf8')).flavors;
  const flavors = [{ ...flavor, name: `SCS-${name}` }];
  await parts(page).picker.setInputFiles(file(`${name}.json`, JSON.stringify({ flavors })));
  await verdict(page);
  await parts(page).row('scs-0100-syntax-check').click();
  await page.locator('.findings').getByText('<img src=x').first().waitFor();
  assert.equal(await page.evaluate(() => window.ran), undefined);
  assert.equal(await page.locator('img').count(), 0);
  await assertClean(recorder);
});

const STATES = {
  'the first screen': async () => {},
  'a result with an open test case': async (page) => {
    await parts(page).example(FAULTY).click();
    await verdict(page);
    await parts(page).row('scs-0100-semantics-check').click();
    await page.locator('.findings').waitFor();
    await parts(page).row('scs-0117-test-backup').click();
  },
  'an error': async (page) => {
    await parts(page).area.fill(MALFORMED);
    await parts(page).check.click();
    await page.locator('.file.error').waitFor();
  },
  'the help on exports': async (page) => {
    await page.getByText('How do I export this?').click();
    await page.getByRole('heading', { name: 'Everything in one file' }).waitFor();
  },
  'a question for the kind': async (page) => {
    await parts(page).picker.setInputFiles([file('list.json', '[]')]);
    await page.getByRole('group', { name: 'It lists' }).waitFor();
  },
  'the About page': async (page) => {
    await page.getByRole('link', { name: 'About' }).click();
    await page.getByRole('heading', { name: 'About this checker' }).waitFor();
  },
};

for (const [name, reach] of Object.entries(STATES)) {
  test(`accessible: ${name}`, async (t) => {
    const { page, recorder } = await visit(t);
    await reach(page);
    await assertAccessible(page);
    await assertClean(recorder);
  });

  test(`no sideways scrolling at 360 pixels: ${name}`, async (t) => {
    const { page, recorder } = await visit(t, { context: { viewport: { width: 360, height: 740 } } });
    await reach(page);
    await page.getByText('How do I export this?').click({ timeout: 500 }).catch(() => {});
    const { content, screen } = await page.evaluate(() => ({
      content: document.documentElement.scrollWidth,
      screen: document.documentElement.clientWidth,
    }));
    assert.equal(content, screen);
    await assertClean(recorder);
  });
}

test('newer standards are taken from a text, and each file says what was taken or why not', async (t) => {
  const { page, recorder } = await visit(t);
  const { example } = parts(page);
  await example(FAULTY).click();
  await verdict(page);
  await page.getByText('More choices').click();
  const give = (name, text) =>
    page.getByLabel('Add newer standards').setInputFiles([{ name, mimeType: 'text/plain', buffer: Buffer.from(text) }]);
  const chip = (name) => page.getByRole('region', { name: 'Files' }).getByRole('listitem').filter({ hasText: name });
  const purposes = ['generic', 'minimal', 'k8snode', 'gpu', 'network', 'custom', 'made-up'].map((value) => `| \`${value}\` | x |`);
  const text = `# Image metadata\n\nOne sentence.\n\n| \`os_purpose\` value | meaning |\n| --- | --- |\n${purposes.join('\n')}\n`;
  await give('scs-0102-v2-image-metadata.md', text);
  const taken = chip('scs-0102-v2-image-metadata.md');
  await taken.getByText(/has entries of the catalogue: it changes/).waitFor();
  await taken.getByRole('button', { name: '1 note' }).click();
  await taken.getByText('What else it says was not understood, and changes nothing.').waitFor();
  await page.getByText('modified rules', { exact: false }).first().waitFor();
  await give('scs-0103-v1-standard-flavors.md', '# Standard flavors\n\nOne sentence.\n');
  await chip('scs-0103-v1-standard-flavors.md').getByText('No rule in it is understood').waitFor();
  await chip('scs-0103-v1-standard-flavors.md').getByRole('button', { name: /^Remove/ }).click();
  await taken.getByText(/has entries of the catalogue: it changes/).waitFor();
  await assertClean(recorder);
});

test('on the narrowest screen nothing of the banner sticks out', async (t) => {
  const { page } = await visit(t);
  await page.setViewportSize({ width: 320, height: 700 });
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
  const { x, width } = await page.getByRole('button', { name: 'Display' }).boundingBox();
  assert.ok(x + width <= 320, `${x + width}`);
});
