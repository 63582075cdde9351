// From what fails to what mends it: causes, remedies and waivers.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

import { assertAccessible } from './lib/axe.mjs';
import { assertClean, useSite } from './lib/page.mjs';

const { visit } = useSite();

const SPECS = { 'scs:cpu-type': 'shared-core' };

/** A cloud like many: flavors without extra specs, images without properties, hostile names. */
function cloud({ hostile = false } = {}) {
  const name = hostile ? `"'$(touch x)\`<img src=x onerror=alert(1)>\u202e${'y'.repeat(200)}` : 'GOLD Ubuntu 24.04 LTS';
  const flavors = [
    ['SCS-1V-4', 1, 4096],
    ['SCS-2V-8', 2, 8192],
    ['SCS-4V-16', 4, 16384],
  ].map(([flavor, vcpus, ram], at) => ({
    id: `f${at}`, name: flavor, vcpus, ram, disk: 0, 'os-flavor-access:is_public': true, extra_specs: SPECS,
  }));
  const images = [name, 'Debian 12', 'CirrOS'].map((image, at) => ({
    id: `i${at}`, name: image, visibility: 'public', os_hidden: false, status: 'active', min_disk: 8, min_ram: 512,
    size: 1000, created_at: '2026-11-01T00:00:00Z', os_hash_algo: 'sha512', tags: [], disk_format: 'qcow2',
    container_format: 'bare', architecture: 'x86_64',
  }));
  return Buffer.from(JSON.stringify({ flavors, images }));
}

const file = (name, buffer) => ({ name, mimeType: 'application/json', buffer });

async function give(page, ...files) {
  await page.getByLabel('Choose files').setInputFiles(files);
  await page.locator('.details').waitFor();
}

const causes = (page) => page.locator('.cause-text').allInnerTexts();
const focused = (page) => page.evaluate(() => document.activeElement?.id);

test('a few sentences say why most fails, before any row', async (t) => {
  const { page, recorder } = await visit(t);
  await give(page, file('cloud.json', cloud()));
  const [first, second, third, fourth] = await causes(page);
  assert.match(first, /^12 standard flavors are not offered: /);
  assert.match(second, /^3 images lack properties that the standard asks for: /);
  assert.equal(third, '3 flavors match standard flavors by size and name, but lack scs:name-v1 and scs:name-v2; set them.');
  assert.equal(fourth, 'The standard image Ubuntu 24.04 is there, but under another name (GOLD Ubuntu 24.04 LTS).');
  const order = await page.locator('.card h1, .card h2').allInnerTexts();
  assert.equal(order[1], 'Why it fails');
  await assertAccessible(page);
  await assertClean(recorder);
});

test('a cause leads to its test cases, whatever the filter hides', async (t) => {
  const { page, recorder } = await visit(t);
  await give(page, file('cloud.json', cloud()));
  await page.getByLabel('Search test cases').fill('nothing like it');
  const cause = page.locator('.cause').filter({ hasText: '3 flavors match' });
  await cause.getByText('What it is about').click();
  await cause.getByRole('button', { name: 'scs-0103-flavor-2v-8', exact: true }).click();
  await page.locator('#case-scs-0103-flavor-2v-8[aria-expanded="true"]').waitFor();
  await page.waitForFunction(() => document.activeElement?.id === 'case-scs-0103-flavor-2v-8');
  await page.getByText('The extra spec scs:name-v2 is not set').waitFor();
  await assertClean(recorder);
});

test('a remedy can be read, copied and saved, with the keyboard alone', async (t) => {
  const { page, recorder } = await visit(t);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await give(page, file('cloud.json', cloud()));
  const cause = page.locator('.cause').filter({ hasText: '3 flavors match' });
  const mend = cause.getByRole('button', { name: 'How to mend it' });
  await mend.focus();
  await page.keyboard.press('Enter');
  const script = cause.locator('.command-text');
  await script.waitFor();
  const command = 'openstack flavor set --property scs:name-v1=SCS-1V:4 --property scs:name-v2=SCS-1V-4 f0';
  assert.ok((await script.innerText()).includes(command), await script.innerText());
  assert.equal(await mend.getAttribute('aria-expanded'), 'true');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await cause.getByText('Copied').waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), `${(await script.innerText()).trimEnd()}\n`);
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Tab').then(() => page.keyboard.press('Enter'))]);
  assert.equal(download.suggestedFilename(), 'scs-remedy-3.sh');
  assert.ok((await readFile(await download.path(), 'utf8')).includes(command));
  await assertAccessible(page);
  await assertClean(recorder);
});

test('what asserts something asks for the fact first', async (t) => {
  const { page, recorder } = await visit(t);
  await give(page, file('cloud.json', cloud()));
  await page.getByRole('button', { name: 'How to mend all of it' }).click();
  const script = page.locator('.causes > .remedy .command-text').first();
  await script.waitFor();
  const text = await script.innerText();
  assert.match(text, /\nscs_cpu_type=\n/);
  assert.match(text, /--property scs:cpu-type="\$\{scs_cpu_type:\?\}"/);
  assert.ok(!text.includes('image_build_date=2'), 'no date is made up');
  await page.getByText('needs facts from you').first().waitFor();
  await page.locator('.remedy-title', { hasText: 'Definitions for openstack-image-manager' }).waitFor();
  await assertClean(recorder);
});

test('hostile names stay text, and the page keeps its width', async (t) => {
  const { page, recorder } = await visit(t, { context: { viewport: { width: 360, height: 800 } } });
  await give(page, file('cloud.json', cloud({ hostile: true })));
  await page.getByRole('button', { name: 'How to mend all of it' }).click();
  await page.locator('.remedy .command-text').first().waitFor();
  for (const summary of await page.getByText('What it is about').all()) {
    await summary.click();
  }
  assert.equal(await page.locator('main img').count(), 0);
  const [width, inner] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
  assert.ok(width <= inner, `${width} > ${inner}`);
  await assertAccessible(page);
  await assertClean(recorder);
});

test('a waiver is made, counted apart, saved, taken back and read again', async (t) => {
  const { page, recorder } = await visit(t);
  await give(page, file('cloud.json', cloud()));
  const before = await page.locator('main h1').innerText();
  await page.getByRole('button', { name: 'scs-0103-flavor-2v-8' }).click();
  const row = page.locator('.row.is-open');
  await row.getByRole('button', { name: 'Waive it' }).click();
  await row.getByLabel('Until').fill('2999-12-31');
  await row.getByRole('button', { name: 'Waive', exact: true }).click();
  await row.getByText('A waiver needs a reason').waitFor();
  assert.equal(await row.getByLabel('Until').inputValue(), '2999-12-31', 'what was typed stays');
  await assertAccessible(page);
  await row.getByLabel('Reason').fill('replaced with the new racks: "soon" #1');
  await page.keyboard.press('Enter');

  const waivers = page.locator('.waivers');
  await waivers.waitFor();
  await waivers.getByText('until 2999-12-31, 2 findings: replaced with the new racks').waitFor();
  await row.getByText('waived until 2999-12-31').first().waitFor();
  assert.match(await page.locator('main h1').innerText(), /fail, 1 of them waived$/);
  await row.locator('.tag', { hasText: 'waived' }).first().waitFor();
  await assertAccessible(page);

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    waivers.getByRole('button', { name: 'Save as file' }).click(),
  ]);
  const saved = await readFile(await download.path());
  await waivers.getByRole('button', { name: 'Take back' }).click();
  await waivers.waitFor({ state: 'detached' });
  assert.equal(await page.locator('main h1').innerText(), before);

  await page.getByLabel('Choose files').setInputFiles([file('waivers.yaml', saved)]);
  await page.getByText('1 waiver', { exact: true }).waitFor();
  await page.locator('.waivers').getByText('replaced with the new racks').waitFor();
  await assertClean(recorder);
});

test('a file of waivers that is wrong says where, and waives nothing', async (t) => {
  const { page, recorder } = await visit(t);
  const broken = Buffer.from('waivers:\n  - testcase: scs-0103-flavor-2v-8\n    until: soon\n');
  await give(page, file('cloud.json', cloud()), file('waivers.yaml', broken));
  await page.locator('.file').filter({ hasText: 'waivers.yaml' }).getByText('not understood').waitFor();
  await page.getByText('waivers.yaml, line 2, column 5').first().waitFor();
  assert.equal(await page.locator('.waivers').count(), 0);
  await assertClean(recorder);
});

test('what only the text of a standard asks for stands beside the test cases', async (t) => {
  const { page, recorder } = await visit(t);
  await give(page, file('cloud.json', cloud()));
  await page.getByRole('button', { name: /^Not required/ }).click();
  await page.getByRole('button', { name: 'T-0102-01', exact: false }).first().click();
  const row = page.locator('.row.is-open');
  await row.getByText('Text and official test differ here').waitFor();
  await row.getByText('C-05').waitFor();
  await row.getByText('required by the text').waitFor();
  await assertAccessible(page);
  await assertClean(recorder);
});

test('a mirror of the cloud itself is accepted, and the answer is marked', async (t) => {
  const { page, recorder } = await visit(t);
  const { images } = JSON.parse(cloud());
  const mirrored = images.map((image) => ({ ...image, image_source: 'https://mirror.example.org/images/a.img' }));
  const sources = 'image_sources:\n  - prefix: https://mirror.example.org/\n    reason: ours\n';
  await give(page, file('images.json', Buffer.from(JSON.stringify({ images: mirrored }))));
  assert.equal(await page.getByText('Modified rules').count(), 0);
  await page.getByLabel('Choose files').setInputFiles([file('sources.yaml', Buffer.from(sources))]);
  await page.getByText(/^Modified rules: /).waitFor();
  const source = page.locator('.waiver').getByText('The image source https://mirror.example.org/');
  await source.waitFor();
  await page.getByRole('button', { name: 'Remove sources.yaml' }).click();
  await source.waitFor({ state: 'detached' });

  await page.getByRole('button', { name: 'scs-0104-source-debian-12' }).click();
  const row = page.locator('.row.is-open');
  await row.getByRole('button', { name: 'Waive it' }).click();
  await row.getByRole('button', { name: 'Accept this source' }).click();
  await row.getByText('A source needs the beginning of its addresses').waitFor();
  await assertAccessible(page);
  await row.getByLabel('Or a mirror of your own').fill('https://mirror.example.org/');
  await row.getByLabel('Reason').last().fill('ours');
  await page.keyboard.press('Enter');
  await source.waitFor();
  await page.getByText(/^Modified rules: /).waitFor();
  await row.locator('.tag', { hasText: 'waived' }).first().waitFor();
  await page.getByRole('button', { name: /^Take back/ }).click();
  await source.waitFor({ state: 'detached' });
  assert.equal(await page.getByText('Modified rules').count(), 0);
  await assertClean(recorder);
});
