// What a person does with a result: look at it from two sides, search it, take it along, find it again.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

import { assertAccessibleEverywhere } from './lib/axe.mjs';
import { tabAndPress, tabTo } from './lib/keyboard.mjs';
import { assertClean, useSite } from './lib/page.mjs';

const { visit } = useSite();

const file = (name, content) => ({ name, mimeType: 'application/json', buffer: Buffer.from(content) });
const focused = (page) => page.evaluate(() => document.activeElement?.id);
const hash = (page) => new URL(page.url()).hash;

/** The page with the example that has faults. */
async function result(t, options) {
  const { page, recorder } = await visit(t, options);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: 'A cloud with faults' }).click();
  await page.locator('.details').waitFor();
  return { page, recorder };
}

const copied = (page) => page.evaluate(() => navigator.clipboard.readText());

/** Flavors of which each breaks several test cases. */
function manyFlavors(count) {
  const flavors = Array.from({ length: count }, (_, index) => ({
    id: `id-${index}`, name: `SCS-4V-16-${index + 1}`, ram: 1024, disk: index + 1, vcpus: 4,
    'os-flavor-access:is_public': true, extra_specs: {},
  }));
  return JSON.stringify({ flavors });
}

test('a resource leads to its test cases, and a finding to its resource', async (t) => {
  const { page, recorder } = await result(t);
  await page.locator('#case-scs-0100-semantics-check').click();
  await page.getByRole('table', { name: 'Findings' }).getByRole('button', { name: 'SCS-4V-16', exact: true }).click();
  const panel = page.locator('.resource');
  await panel.getByText('4 vCPUs').first().waitFor();
  await page.waitForFunction(() => document.activeElement?.id === 'resource');
  assert.match(hash(page), /lens=flavors/);
  await panel.getByRole('button', { name: 'scs-0100-semantics-check' }).click();
  await page.locator('#case-scs-0100-semantics-check[aria-expanded="true"]').waitFor();
  await page.waitForFunction(() => document.activeElement?.id === 'case-scs-0100-semantics-check');
  await assertClean(recorder);
});

test('tables of resources are sorted and searched', async (t) => {
  const { page, recorder } = await result(t);
  await page.getByRole('button', { name: 'Resources', exact: true }).click();
  const table = page.getByRole('table', { name: /^Flavors/ });
  await table.waitFor();
  const names = () => table.getByRole('rowheader').allInnerTexts();
  const before = await names();
  await table.getByRole('button', { name: 'vCPUs' }).click();
  const head = table.getByRole('columnheader', { name: 'vCPUs' });
  await head.and(page.locator(':not([aria-sort="none"])')).waitFor();
  assert.notDeepEqual(await names(), before);
  await page.getByRole('searchbox').fill('SCS-8V');
  await page.getByRole('status').filter({ hasText: / of \d+ flavors/ }).waitFor();
  await table.getByText('SCS-4V-16', { exact: true }).waitFor({ state: 'detached' });
  assert.ok((await names()).every((name) => name.includes('SCS-8V')));
  await page.getByRole('group', { name: 'Lists' }).getByRole('button', { name: /^Images/ }).click();
  await page.getByRole('table', { name: /^Images/ }).waitFor();
  await assertClean(recorder);
});

test('tens of thousands of resources are scrolled, a window at a time', async (t) => {
  const { page, recorder } = await visit(t);
  await page.getByLabel('Choose files').setInputFiles([file('flavors.json', manyFlavors(20_000))]);
  await page.locator('.details').waitFor();
  await page.getByRole('button', { name: 'Resources', exact: true }).click();
  const table = page.getByRole('table', { name: /^Flavors/ });
  await table.getByText('SCS-4V-16-1', { exact: true }).waitFor();
  await page.getByRole('region', { name: /^Flavors/ }).focus();
  await page.keyboard.press('End');
  await table.getByText('SCS-4V-16-20000', { exact: true }).waitFor();
  assert.ok((await table.locator('.virtual-row').count()) < 200);
  await assertClean(recorder);
});

test('the search finds words of findings, and says how many', async (t) => {
  const { page, recorder } = await result(t);
  await page.getByRole('searchbox').fill('15000 mib');
  await page.getByText(/1 finding matches|findings match/).first().waitFor();
  await page.waitForFunction(() => document.querySelectorAll('.row').length <= 2);
  await page.locator('#case-scs-0100-semantics-check').click();
  const findings = page.getByRole('table', { name: 'Findings' });
  await findings.getByText('15000 MiB', { exact: true }).waitFor();
  assert.equal(await findings.locator('tbody tr').count(), 1);
  assert.ok(!hash(page).includes('15000'), 'what is searched for is in no address');
  await assertClean(recorder);
});

test('rarer filters have counts that are true', async (t) => {
  const { page, recorder } = await result(t);
  await page.getByText('More filters').click();
  const standard = page.getByRole('group', { name: 'Standard', exact: true }).getByRole('button').first();
  const [, count] = (await standard.innerText()).match(/(\d+)$/);
  await standard.click();
  await page.getByText(`${count} of `, { exact: false }).first().waitFor();
  assert.equal(await page.locator('.row').count(), Number(count));
  assert.match(hash(page), /standard=scs-\d+/);
  await assertClean(recorder);
});

test('an address brings back the look, and never the data', async (t) => {
  const { page, recorder } = await result(t);
  await page.getByRole('button', { name: /^next/ }).click();
  await page.locator('main h1').filter({ hasText: ' of next ' }).waitFor();
  await page.locator('#case-scs-0100-semantics-check').click();
  await page.getByRole('button', { name: 'Copy link scs-0100-semantics-check' }).click();
  await page.getByText('Copied', { exact: true }).waitFor();
  const address = await copied(page);
  assert.match(address, /#\/\?scope=next&case=scs-0100-semantics-check$/);
  assert.equal(new URL(address).hash, hash(page));

  const other = await page.context().newPage();
  await other.goto(address);
  await other.getByRole('button', { name: 'A cloud with faults' }).click();
  await other.locator('#case-scs-0100-semantics-check[aria-expanded="true"]').waitFor();
  await other.locator('main h1').filter({ hasText: ' of next ' }).waitFor();
  await other.waitForFunction(() => document.activeElement?.id === 'case-scs-0100-semantics-check');
  await assertClean(recorder);
});

test('a finding and a test case are copied for a ticket', async (t) => {
  const { page, recorder } = await result(t);
  await page.locator('#case-scs-0100-semantics-check').click();
  await page.getByRole('button', { name: /^Copy as Markdown: SCS-4V-16/ }).click();
  await page.waitForFunction(async () => (await navigator.clipboard.readText()).includes('15000'));
  const finding = await copied(page);
  assert.match(finding, /^### `scs-0100-semantics-check`: /);
  assert.match(finding, /\*\*Resource:\*\* `SCS-4V-16`/);
  await page.getByRole('button', { name: 'Copy as Markdown scs-0100-semantics-check' }).click();
  await page.waitForFunction(async () => (await navigator.clipboard.readText()).includes('**Why'));
  await page.getByRole('button', { name: 'Copy id' }).click();
  await page.waitForFunction(async () => (await navigator.clipboard.readText()) === 'scs-0100-semantics-check');
  await page.getByRole('button', { name: 'Copy the answer' }).click();
  await page.waitForFunction(async () => (await navigator.clipboard.readText()).includes('checked requirements'));
  await assertClean(recorder);
});

test('scope versions stand side by side', async (t) => {
  const { page, recorder } = await result(t);
  const versions = page.getByRole('region', { name: 'Scope versions side by side' }).first();
  await versions.getByRole('heading', { name: /^v5\.1/ }).waitFor();
  await versions.getByRole('heading', { name: /^next/ }).waitFor();
  // Also what the chosen version does not have.
  for (const row of (await versions.getByRole('row').all()).slice(1)) {
    const id = await row.getByRole('button').innerText();
    await row.getByRole('button').click();
    await page.locator(`#case-${id}[aria-expanded="true"]`).waitFor();
  }
  await assertClean(recorder);
});

test('pictures lead to what they show, and stand as tables, too', async (t) => {
  const { page, recorder } = await result(t);
  const pictures = page.getByRole('complementary', { name: 'Pictures' });
  await pictures.getByRole('img', { name: /^Standard flavors by vCPU and RAM/ }).waitFor();
  await pictures.getByText('Show as table').first().click();
  const pick = pictures.getByRole('table').first().getByRole('button').first();
  await pick.click();
  await page.waitForFunction(() => document.activeElement?.id.startsWith('case-scs-0103'));
  await assertClean(recorder);
});

test('what more exports would decide is said, with the commands', async (t) => {
  const { page, recorder } = await visit(t);
  await page.getByLabel('Choose files').setInputFiles([file('flavors.json', manyFlavors(3))]);
  await page.locator('.details').waitFor();
  const missing = page.locator('.missing');
  await missing.locator('summary').click();
  await missing.getByText('openstack volume type list').waitFor();
  await assertClean(recorder);
});

test('a cloud has a name, which stands above the answer and in no address', async (t) => {
  const { page, recorder } = await result(t);
  await page.getByText('More choices').click();
  await page.getByLabel('Cloud', { exact: true }).fill('gx-scs');
  await page.getByLabel('Region').fill('eu-1');
  await page.keyboard.press('Enter');
  await page.getByText('gx-scs, region eu-1').waitFor();
  assert.ok(!page.url().includes('gx-scs'));
  await assertClean(recorder);
});

test('an old export offers its own day', async (t) => {
  const { page, recorder } = await visit(t);
  const images = [{
    id: 'i1', name: 'Ubuntu 24.04', visibility: 'public', os_hidden: false, status: 'active',
    created_at: '2026-02-01T10:00:00Z', updated_at: '2026-02-01T10:00:00Z',
  }];
  await page.getByLabel('Choose files').setInputFiles([file('images.json', JSON.stringify({ images }))]);
  await page.locator('.details').waitFor();
  await page.locator('.offered').getByRole('button').click();
  await page.waitForFunction(() => document.querySelector('#date').value === '2026-02-02');
  assert.match(hash(page), /date=2026-02-02/);
  await assertClean(recorder);
});

test('what was removed comes back', async (t) => {
  const { page, recorder } = await result(t);
  await page.getByRole('button', { name: /^Remove example/ }).click();
  await page.getByText('example-with-faults.json removed.').first().waitFor();
  await page.waitForFunction(() => document.activeElement?.id === 'undo');
  await page.keyboard.press('Enter');
  await page.locator('.details').waitFor();
  await assertClean(recorder);
});

test('a folder is dropped whole', async (t) => {
  const { page, recorder } = await visit(t);
  const chooser = page.waitForEvent('filechooser');
  await page.getByText('Choose a folder').click();
  await (await chooser).setFiles(new URL('../data/samples/', import.meta.url).pathname);
  await page.locator('.details').waitFor();
  await page.locator('.file').filter({ hasText: 'samples/flavors.nova-api.json' }).first().waitFor();
  await assertClean(recorder);
});

test('single keys lead through the page, and can be switched off', async (t) => {
  const { page, recorder } = await result(t);
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  await page.getByRole('button', { name: 'Close' }).click();
  // The page hears of it when the dialog is closed already.
  await page.locator('dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('?');
  await page.keyboard.press('Escape');
  await page.locator('dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('/');
  assert.equal(await focused(page), 'search');
  await page.keyboard.type('jk?');
  assert.equal(await page.getByRole('searchbox').inputValue(), 'jk?');
  await page.getByRole('searchbox').fill('');
  await page.locator('.row').first().waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('j');
  await page.waitForFunction(() => document.activeElement?.id.startsWith('case-'));
  const first = await focused(page);
  await page.keyboard.press('j');
  await page.waitForFunction((id) => document.activeElement?.id !== id, first);
  await page.keyboard.press('k');
  await page.waitForFunction((id) => document.activeElement?.id === id, first);
  await page.keyboard.press('r');
  await page.getByRole('table', { name: /^Flavors/ }).waitFor();
  await page.getByRole('button', { name: 'Display' }).click();
  await page.getByRole('checkbox', { name: 'Single letters are shortcuts' }).uncheck();
  await page.keyboard.press('Escape');
  await page.keyboard.press('t');
  await page.keyboard.press('?');
  assert.equal(await page.getByRole('dialog').count(), 0);
  await page.getByRole('table', { name: /^Flavors/ }).waitFor();
  await assertClean(recorder);
});

test('from an export to a ticket with the keyboard alone', async (t) => {
  const { page, recorder } = await visit(t);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await tabAndPress(page, 'button', /^A cloud with faults/);
  await page.locator('.details').waitFor();
  await tabAndPress(page, 'button', /scs-0100-semantics-check/, 'Enter', { most: 120 });
  await page.getByRole('table', { name: 'Findings' }).waitFor();
  await tabAndPress(page, 'button', /^Copy as Markdown: /);
  await page.waitForFunction(async () => (await navigator.clipboard.readText()).startsWith('### '));
  await tabAndPress(page, 'button', 'Resources', 'Enter', { backwards: true });
  await page.getByRole('table', { name: /^Flavors/ }).waitFor();
  await tabTo(page, 'searchbox', /Search/);
  await page.keyboard.type('SCS-4V-16');
  await tabAndPress(page, 'button', 'SCS-4V-16', 'Enter');
  await page.locator('.resource').waitFor();
  assert.equal(await focused(page), 'resource');
  await tabAndPress(page, 'button', 'Close');
  await page.locator('.resource').waitFor({ state: 'detached' });
  await page.waitForFunction(() => document.activeElement?.id.startsWith('resource-'));
  await assertClean(recorder);
});

test('on paper what fails is open', async (t) => {
  const { page, recorder } = await result(t);
  await page.evaluate(() => {
    window.print = () => {
      window.printed = document.querySelectorAll('.row.is-open .findings').length;
    };
  });
  await page.getByRole('button', { name: 'Print' }).click();
  await page.waitForFunction(() => window.printed > 0);
  // Once more, when all is open already.
  await page.evaluate(() => {
    window.printed = 0;
  });
  await page.getByRole('button', { name: 'Print' }).click();
  await page.waitForFunction(() => window.printed > 0);
  await page.emulateMedia({ media: 'print' });
  await page.getByRole('button', { name: 'Print' }).waitFor({ state: 'hidden' });
  await page.locator('.findings').first().waitFor();
  await assertClean(recorder);
});

for (const width of [360, 1440]) {
  test(`rows of many findings do not lie over each other at ${width} pixels`, async (t) => {
    const { page, recorder } = await visit(t, { context: { viewport: { width, height: 800 } } });
    await page.getByLabel('Choose files').setInputFiles([file('flavors.json', manyFlavors(300))]);
    await page.locator('#case-scs-0100-semantics-check').click();
    const rows = page.locator('.findings.is-long .virtual-row');
    await rows.nth(3).waitFor();
    const places = await rows.evaluateAll((all) =>
      all.slice(0, 4).map((row) => {
        const top = (element) => element.getBoundingClientRect().top;
        const bottoms = [...row.querySelectorAll('td, td > *')].map((cell) => cell.getBoundingClientRect().bottom);
        return { top: top(row), bottom: Math.max(...bottoms) };
      }),
    );
    for (const [index, { bottom }] of places.slice(0, -1).entries()) {
      assert.ok(bottom <= places[index + 1].top + 1, JSON.stringify(places));
    }
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
    await assertClean(recorder);
  });
}

const STATES = {
  'resources with one open': async (page) => {
    await page.getByRole('button', { name: 'Resources', exact: true }).click();
    await page.locator('.open-resource').first().click();
    await page.locator('.resource').waitFor();
  },
  'filters, tables of pictures and what is missing': async (page) => {
    for (const summary of await page.locator('details > summary').all()) {
      if (await summary.isVisible()) await summary.click();
    }
  },
  'the menu for the look': async (page) => page.getByRole('button', { name: 'Display' }).click(),
  'the list of shortcuts': async (page) => page.keyboard.press('?'),
  'something removed': async (page) => {
    await page.getByRole('button', { name: /^Remove example/ }).click();
    await page.locator('#undo').waitFor();
  },
};

for (const [name, prepare] of Object.entries(STATES)) {
  test(`accessible in every look: ${name}`, async (t) => {
    const { page } = await result(t);
    await prepare(page);
    await assertAccessibleEverywhere(page);
    await page.setViewportSize({ width: 360, height: 800 });
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.equal(width, 360, 'no sideways scrolling');
  });
}

test('long names overflow nothing', async (t) => {
  const { page, recorder } = await visit(t, { context: { viewport: { width: 360, height: 800 } } });
  const name = `SCS-${'y'.repeat(200)}`;
  const text = JSON.stringify({ flavors: [{ id: 'f', name, vcpus: 1, ram: 1024, disk: 5, extra_specs: {} }] });
  await page.getByLabel('Choose files').setInputFiles([file(`${'f'.repeat(200)}.json`, text)]);
  await page.locator('.details').waitFor();
  const isWithin = async () => (await page.evaluate(() => document.documentElement.scrollWidth)) === 360;
  await page.locator('#case-scs-0100-syntax-check').click();
  await page.locator('.findings').waitFor();
  assert.ok(await isWithin(), 'test cases');
  await page.getByRole('button', { name: 'Resources', exact: true }).click();
  await page.locator('.open-resource').first().click();
  await page.locator('.resource').waitFor();
  assert.ok(await isWithin(), 'resources');
  await assertClean(recorder);
});
