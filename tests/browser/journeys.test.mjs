// The ways of a person through the page, once each. They are the same in every variant and in every browser, so nothing here
// asks for what only one of them can do. The files in `variants/` have them walked in each.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { DATE, PLACE, SCOPE, SCOPE_BEFORE, TESTCASE, answer, breaking, file, parts as impactParts } from './lib/impact.mjs';
import { tabAndPress, tabTo } from './lib/keyboard.mjs';
import { allowClipboard, assertClean, saved, useSite } from './lib/page.mjs';
import { BROWSER, VARIANT } from './lib/variant.mjs';

const SAMPLES = fileURLToPath(new URL('../data/samples/', import.meta.url));
const FLAVORS = `${SAMPLES}flavors.nova-api.json`;
const FAULTY = 'A cloud with faults';
const CASE = 'scs-0100-semantics-check';

const { visit } = useSite();

/** A test that says where it ran. */
const journey = (name, walk) => test(`${name} (${BROWSER}, ${VARIANT})`, walk);

const row = (page, id = CASE) => page.locator(`#case-${id}`);
const findings = (page) => page.getByRole('table', { name: 'Findings' });

/** Waits for the answer by a scope version, and all that comes with it, and gives its headline. */
async function verdict(page, version = 'v5.1') {
  const headline = page.locator('main h1').filter({ hasText: ` of ${version} ` });
  await headline.waitFor();
  await page.locator('.details').waitFor();
  return headline.innerText();
}

async function example(t) {
  const { page, recorder } = await visit(t);
  await page.getByRole('button', { name: FAULTY }).click();
  await verdict(page);
  return { page, recorder };
}

const copied = (page) => page.evaluate(() => navigator.clipboard.readText());

journey('from an example to what fails, what mends it, and a ticket', async (t) => {
  const { page, recorder } = await visit(t);
  await allowClipboard(page.context());
  await page.getByRole('button', { name: 'A conformant cloud' }).click();
  assert.match(await verdict(page), /^None of the \d+ checked requirements of v5\.1 fails; \d+ are open$/);
  assert.equal(page.workers().length, 1, 'the page did not do it itself');
  await page.getByRole('button', { name: 'Start over' }).click();
  await page.getByRole('button', { name: FAULTY }).click();
  assert.match(await verdict(page), /^10 of \d+ checked requirements of v5\.1 fail$/);
  await row(page).click();
  await findings(page).getByText('15000 MiB', { exact: true }).waitFor();
  await page.getByRole('button', { name: `Copy as Markdown ${CASE}` }).click();
  await page.getByText('Copied', { exact: true }).first().waitFor();
  assert.match(await copied(page), new RegExp(`^### \`${CASE}\`: `));
  await page.getByRole('button', { name: 'How to mend all of it' }).click();
  const { name, text } = await saved(page, () => page.getByRole('button', { name: /^Save scs-remedies\.sh/ }).click());
  assert.equal(name, 'scs-remedies.sh');
  assert.match(text, /openstack /);
  await assertClean(recorder);
});

journey('from a paste to the answer', async (t) => {
  const { page, recorder } = await visit(t);
  await allowClipboard(page.context());
  await page.evaluate((text) => navigator.clipboard.writeText(text), await readFile(FLAVORS, 'utf8'));
  await page.getByLabel('Or paste an export here').focus();
  await page.keyboard.press('Control+v');
  assert.match(await verdict(page), /^\d+ of \d+ checked requirements of v5\.1 fail$/);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'headline');
  await page.getByText('paste 1').waitFor();
  await assertClean(recorder);
});

journey('from files of several forms, one of them broken, to the answer', async (t) => {
  const { page, recorder } = await visit(t);
  const names = ['flavors.osc-table-wrapped-120.txt', 'images.osc-show-concatenated.yaml', 'traps/csv-semicolon-excel.csv', 'traps/gzip.json.gz'];
  await page.getByLabel('Choose files').setInputFiles(names.map((name) => SAMPLES + name));
  await verdict(page);
  await page.getByLabel('Choose files').setInputFiles([file('broken.json', '[{"Name": "SCS-4V-16",,}]')]);
  await page.locator('.file.error').filter({ hasText: 'broken.json' }).waitFor();
  await verdict(page);
  assert.equal(await page.locator('.file').count(), names.length + 1);
  await page.getByRole('button', { name: 'Remove broken.json' }).click();
  await page.locator('.file.error').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.locator('.file.error').waitFor();
  await assertClean(recorder);
});

journey('a dropped file is checked', async (t) => {
  const { page, recorder } = await visit(t);
  await page.evaluate((text) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([text], 'dropped.json', { type: 'application/json' }));
    const drag = (type) => new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true });
    const place = document.querySelector('h1');
    place.dispatchEvent(drag('dragenter'));
    place.dispatchEvent(drag('drop'));
  }, await readFile(FLAVORS, 'utf8'));
  await verdict(page);
  await page.locator('.file').filter({ hasText: 'dropped.json' }).waitFor();
  await assertClean(recorder);
});

journey('search, filters, resources and another scope version and date', async (t) => {
  const { page, recorder } = await example(t);
  const search = page.getByRole('searchbox');
  await search.fill('15000 mib');
  await page.getByText(/finding matches|findings match/).first().waitFor();
  await page.waitForFunction(() => document.querySelectorAll('.row').length <= 2);
  await search.fill('');
  await page.getByText('More filters').click();
  const standard = page.getByRole('group', { name: 'Standard', exact: true }).getByRole('button').first();
  const [, count] = (await standard.innerText()).match(/(\d+)$/);
  await standard.click();
  await page.waitForFunction((rows) => document.querySelectorAll('.row').length === rows, Number(count));
  await standard.click();
  await page.getByRole('button', { name: 'Resources', exact: true }).click();
  await page.getByRole('table', { name: /^Flavors/ }).getByText('SCS-4V-16', { exact: true }).waitFor();
  await page.getByRole('button', { name: /^next/ }).click();
  await verdict(page, 'next');
  await page.locator('#date').press('Control+a');
  await page.keyboard.type('2025-03-01');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /^v4/ }).waitFor();
  await assertClean(recorder);
});

journey('an address brings back the place, and never the data', async (t) => {
  const { page, recorder } = await example(t);
  await page.getByRole('button', { name: /^next/ }).click();
  await verdict(page, 'next');
  await row(page).click();
  await findings(page).waitFor();
  const address = page.url();
  assert.match(address, new RegExp(`#/\\?scope=next&case=${CASE}$`));
  const other = await page.context().newPage();
  await other.goto(address);
  await other.getByRole('button', { name: FAULTY }).click();
  await verdict(other, 'next');
  await other.locator(`#case-${CASE}[aria-expanded="true"]`).waitFor();
  await other.getByRole('link', { name: 'About' }).click();
  await other.getByRole('heading', { level: 1, name: 'About' }).waitFor();
  await other.goBack();
  await verdict(other, 'next');
  await assertClean(recorder);
});

journey('what is remembered is there again, until it is forgotten', async (t) => {
  const { page, recorder } = await example(t);
  const headline = await verdict(page);
  await page.getByRole('switch', { name: 'Remember on this device' }).click();
  await page.getByRole('region', { name: 'Remember on this device' }).getByText(/1 file, \d+ kB/).waitFor();
  await page.reload();
  assert.equal(await verdict(page), headline);
  await page.getByRole('button', { name: 'Forget', exact: true }).click();
  await page.getByRole('status').filter({ hasText: 'Forgotten' }).waitFor({ state: 'attached' });
  await page.reload();
  await page.getByText('Does your cloud conform').waitFor();
  assert.equal(await page.locator('.file').count(), 0);
  await assertClean(recorder);
});

journey('from a change of the standards to the clouds that it turns red', async (t) => {
  const { page, recorder } = await visit(t, { route: PLACE });
  const { after, before, examples, clouds, turned } = impactParts(page);
  await after.setInputFiles([file('scs-compatible-iaas.yaml', SCOPE)]);
  await before.setInputFiles([file('scs-compatible-iaas.yaml', SCOPE_BEFORE)]);
  await examples.click();
  await answer(page, 'Preserving');
  assert.equal(await clouds.count(), 2);
  await breaking(page);
  await turned.filter({ hasText: `newly failing ${TESTCASE}` }).waitFor();
  const { name, text } = await saved(page, () => page.getByRole('button', { name: 'Save as JSON' }).click());
  assert.match(name, /\.json$/);
  assert.ok(text.includes(TESTCASE));
  assert.match(page.url(), new RegExp(`#/impact\\?date=${DATE}$`));
  await assertClean(recorder);
});

journey('with the keyboard alone, from the first screen to a finding', async (t) => {
  const { page, recorder } = await visit(t);
  await tabAndPress(page, 'button', new RegExp(FAULTY));
  await verdict(page);
  await page.waitForFunction(() => document.activeElement?.id === 'headline');
  await page.keyboard.press('j');
  await page.waitForFunction(() => document.activeElement?.id.startsWith('case-'));
  await page.keyboard.press('Enter');
  await findings(page).first().waitFor();
  await tabTo(page, 'button', /^Copy/);
  await assertClean(recorder);
});

journey('where there are no workers, the page does it all itself', async (t) => {
  const { page, recorder } = await visit(t, { init: () => delete window.Worker });
  await page.getByRole('button', { name: FAULTY }).click();
  assert.match(await verdict(page), /^10 of /);
  await row(page).click();
  await findings(page).getByText('15000 MiB', { exact: true }).waitFor();
  await page.getByRole('link', { name: 'Impact' }).click();
  await breaking(page);
  assert.equal(page.workers().length, 0);
  await assertClean(recorder);
});
