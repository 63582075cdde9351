// The Impact page as people use it: from a change of the standards to the clouds that it turns red.

import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import { assertAccessibleEverywhere } from './lib/axe.mjs';
import { CodeHost, HOSTS } from './lib/code-host.mjs';
import {
  DATE, PLACE, PULL, RULE, SCOPE, SCOPE_BEFORE, SCOPE_OF_DRAFT, SCOPE_PATH, TESTCASE, answer, breaking, cloud, file, parts,
} from './lib/impact.mjs';
import { tabAndPress, tabTo } from './lib/keyboard.mjs';
import { assertClean, useSite } from './lib/page.mjs';
import { VARIANT, except } from './lib/variant.mjs';

const CLIPBOARD = { permissions: ['clipboard-read', 'clipboard-write'] };
const NAME = 'scs-compatible-iaas.yaml';

const { visit } = useSite();

/** A test of pull requests, which are not offered where nobody may be asked. */
const pullTest = (name, run) => test(name, except({ single: 'it asks nobody' }), run);

/** Opens the Impact page, with a made-up code host where it would ask the real one. */
async function open(t, { pulls = [PULL], route = PLACE, context = {}, except, may, ...options } = {}) {
  const { page, recorder } = await visit(t, { route, context, except, may });
  const host = new CodeHost({ pulls, ...options });
  recorder.host = host;
  await host.attach(page.context());
  return { page, recorder, host, at: parts(page) };
}

/**
 * Nothing was asked of other places but what the made-up host was asked, nothing was refused by the policy, nothing broke,
 * and nothing is stored. With `isTold`, the browser itself may have told of answers that are no good.
 */
async function assertAskedOnly(recorder, host, { isTold = false } = {}) {
  const hosts = Object.values(HOSTS).map((origin) => `${origin}/`);
  const isOfHost = (url) => hosts.some((origin) => url.startsWith(origin));
  const asked = recorder.requests.filter(isOfHost);
  assert.deepEqual(asked, host.asked, 'what was asked of the host is what it was asked');
  const ofBrowser = /^Failed to load resource|has been blocked by CORS policy/;
  await assertClean({
    ...recorder,
    outside: () => recorder.outside().filter((url) => !isOfHost(url)),
    console: recorder.console.filter(({ text }) => !(isTold && ofBrowser.test(text))),
  });
}

/** As before, and the host was not asked. */
async function assertAskedNobody(recorder, host) {
  assert.deepEqual(host.asked, []);
  await assertClean(recorder);
}

async function assertNotSideways(page, width = 360) {
  await page.setViewportSize({ width, height: 800 });
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width, 'no sideways scrolling');
}

const copied = (page) => page.evaluate(() => navigator.clipboard.readText());

async function load(at, number) {
  await at.number.fill(number);
  await at.load.click();
}

// Pull requests.

pullTest('a pull request shows every file, what differs, which clouds turn and by which record', async (t) => {
  const { page, recorder, host, at } = await open(t, { context: CLIPBOARD });
  await at.exports.setInputFiles([file('north.json', await cloud('flavors-spec-missing'))]);
  await at.cloud('north').waitFor();
  assert.deepEqual(host.asked, [], 'nobody is asked before it is wanted');
  await load(at, '7');
  assert.equal(
    await answer(page, 'Breaking'),
    'Breaking for this cloud: something that a certificate needs turns to a failure. Not everything that changed was understood, so there may be more.',
  );
  await page.getByText('Number 7 of SovereignCloudStack/standards, 4 files: Ask for SCS-4V-8').waitFor();
  for (const [path, text] of [
    [SCOPE_PATH, /Official test suite.*Rules changed, and all of it was understood\./s],
    ['standard-flavors.md', /Text of the standards.*Text changed, but no rule that is understood/s],
    ['standard_flavors.py', /Official test suite.*Code of the test suite changed, and was not understood: read it/s],
    ['README.md', /Not about these standards\./],
  ]) {
    assert.match(await at.row(path).innerText(), text);
  }
  assert.match(
    await page.getByRole('table', { name: 'Certificate scope' }).innerText(),
    new RegExp(`${TESTCASE} in v4, v5\\.1 and next\\s+–\\s+main`),
  );
  assert.equal(await at.turned.count(), 1);
  const turned = await at.turned.innerText();
  assert.match(turned, new RegExp(`newly failing ${TESTCASE}: Flavor SCS-4V-8 is not offered as specified`));
  assert.match(turned, /not asked → required: Fail/);
  assert.equal(await at.turned.locator('.witnesses').innerText(), 'SCS-4V-8');

  await page.getByRole('button', { name: 'Copy as Markdown' }).click();
  await page.getByRole('status').filter({ hasText: 'Copied' }).waitFor({ state: 'attached' });
  const markdown = await copied(page);
  assert.ok(
    markdown.includes(`| **newly failing** | \`${TESTCASE}\` | not asked | required: fail | \`SCS-4V-8\` |`),
    markdown,
  );
  await assertAskedOnly(recorder, host);
});

pullTest('an address with a pull request asks nobody before somebody says so', async (t) => {
  const { page, host, at } = await open(t);
  await load(at, '7');
  await at.change(SCOPE_PATH).waitFor();
  const address = page.url();
  assert.match(address, /#\/impact\?.*pr=7/);
  const route = address.slice(address.indexOf('#'));

  const again = await open(t, { route });
  assert.equal(await again.at.number.inputValue(), '7');
  await again.page.waitForLoadState('networkidle');
  await assertAskedNobody(again.recorder, again.host);
  await again.at.load.click();
  await again.at.change(SCOPE_PATH).waitFor();
  assert.equal(again.host.asked.length, host.asked.length);
  assert.equal(again.page.url().split('#')[1], address.split('#')[1]);
  await assertAskedOnly(again.recorder, again.host);
});

pullTest('the address of a pull request will do as well as its number', async (t) => {
  const { recorder, host, at } = await open(t);
  await load(at, 'https://github.com/SovereignCloudStack/standards/pull/7/files');
  await at.change(SCOPE_PATH).waitFor();
  await assertAskedOnly(recorder, host);
});

pullTest('what was typed as a number stays while other things are given', async (t) => {
  const { page, recorder, host, at } = await open(t);
  await at.number.fill('7');
  await at.exports.setInputFiles([file('north.json', await cloud('flavors-spec-missing'))]);
  await at.cloud('north').waitFor();
  await page.waitForTimeout(200);
  assert.equal(await at.number.inputValue(), '7');
  await assertAskedNobody(recorder, host);
});

test('a date that is being typed stays while an answer comes', async (t) => {
  const { page, at } = await open(t);
  await breaking(page);
  await at.date.focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('2026-09');
  await at.exports.setInputFiles([file('south.json', await cloud('conformant-v5.1-1'))]);
  await answer(page, 'these 2 clouds');
  assert.equal(await at.date.inputValue(), '2026-09');
});

for (const [text, what] of [
  ['', 'There is no number of a pull request.'],
  ['abc', 'abc is neither a number nor the address of a pull request.'],
  ['https://elsewhere.example/a/b/pull/7', 'is another place than'],
]) {
  pullTest(`what is no pull request is answered without asking anybody: ${text || 'nothing'}`, async (t) => {
    const { page, recorder, host, at } = await open(t);
    await load(at, text);
    await at.notice.filter({ hasText: what }).waitFor();
    await page.getByText('A number such as 1266, or the address of the pull request.').waitFor();
    assert.equal(await at.number.inputValue(), text);
    await assertAskedNobody(recorder, host);
  });
}

const BY_HAND = /On https:\/\/github\.com\/SovereignCloudStack\/standards\/pull\/\d+\/files, open “View file” of .* drop it here\./;
const ISSUE = 3;

for (const [name, options, what, advice, number = '7'] of [
  ['an issue', { issues: [ISSUE] }, /Number 3 of .* is an issue, not a pull request\./, /Check the number/, `${ISSUE}`],
  ['no number that is there', {}, /There is no number 99 of/, /Check the number/, '99'],
  [
    'asked for too often',
    { remaining: 0, reset: 1_795_392_300 },
    /The host was asked too often from your network: it answers again from 2026-11-23, 00:05 UTC, on\./,
    BY_HAND,
  ],
  [
    'asked for too often on the way',
    { remaining: 1, reset: 1_795_392_300 },
    /asked too often from your network/,
    BY_HAND,
  ],
  [
    'answered with an answer that is cut off',
    { intercept: async (url) => (url.endsWith('/pulls/7') ? { status: 200, body: '{"number": 7, "title": "Ask' } : undefined) },
    /The host’s answer is not what it promises/,
    BY_HAND,
  ],
  [
    'answered with something else',
    { intercept: async (url) => (url.endsWith('/pulls/7') ? { status: 200, body: '<!doctype html><b>Sign in</b>' } : undefined) },
    /The host’s answer is not what it promises/,
    BY_HAND,
  ],
  ['not for the host at the moment', { intercept: async () => ({ status: 503 }) }, /The host has a fault \(status 503\)/, BY_HAND],
  ['not for pages of other origins', { cors: false }, /No answer could be read/, BY_HAND],
]) {
  pullTest(`a pull request that is ${name} is explained, and files can be given by hand`, async (t) => {
    const { page, recorder, host, at } = await open(t, options);
    await load(at, number);
    const notice = at.notice.filter({ hasText: what });
    await notice.waitFor();
    assert.match((await notice.innerText()).replace(/\s+/g, ' '), advice);
    assert.equal(await at.number.inputValue(), number);
    assert.equal(await at.changes.count(), 0);
    await breaking(page);
    await assertAskedOnly(recorder, host, { isTold: true });
  });
}

pullTest('without a network a pull request is explained, and files can be given by hand', async (t) => {
  const { page, recorder, at } = await open(t, { except: { console: [/INTERNET_DISCONNECTED/], inside: [/start-worker/] } });
  // The side that judges is there by then.
  await at.rule.fill('x');
  await at.answer.waitFor();
  await at.rule.fill('');
  await page.context().unrouteAll();
  await page.context().setOffline(true);
  await load(at, '7');
  const notice = at.notice.filter({ hasText: 'No answer could be read' });
  await notice.waitFor();
  assert.match((await notice.innerText()).replace(/\s+/g, ' '), BY_HAND);
  await breaking(page);
  assert.deepEqual(recorder.errors, []);
});

const ALL_THERE = { single: 'all is in the file', offline: 'all is there' };

test('without a network from the start that is explained, and all is well when it is back', except(ALL_THERE), async (t) => {
  const { page, at } = await open(t, { except: { console: [/INTERNET_DISCONNECTED/], inside: [/start-worker/] } });
  await page.context().setOffline(true);
  await at.rule.fill(RULE);
  const problem = page.getByText('The part of this page that reads and judges could not be started.');
  await problem.waitFor();
  assert.equal(await at.rule.inputValue(), RULE);
  await page.context().setOffline(false);
  await at.rule.fill(`${RULE}\n`);
  await at.row('your rule').waitFor();
  assert.equal(await problem.count(), 0);
});

pullTest('loading can be cancelled, and asked for again', async (t) => {
  let isWaiting = true;
  let answerNow;
  const waits = new Promise((resolve) => {
    answerNow = resolve;
  });
  const intercept = async () => (isWaiting ? waits : undefined);
  // What is stopped while it starts is no worker yet.
  const { page, at } = await open(t, { intercept, may: { inside: [/start-worker/] } });
  await load(at, '7');
  await page.getByText('Asking for the pull request…').waitFor();
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await at.notice.filter({ hasText: 'Cancelled' }).waitFor();
  assert.equal(await page.getByText('Asking for the pull request…').count(), 0);
  isWaiting = false;
  answerNow(undefined);
  await at.load.click();
  await at.change(SCOPE_PATH).waitFor();
  assert.equal(await at.notice.count(), 0);
});

pullTest('files of a pull request are called what they are', async (t) => {
  const added = { ...PULL, base: { ...PULL.base }, head: { ...PULL.head, 'Drafts/new.md': '# New\n' } };
  const { at } = await open(t, { pulls: [added] });
  await load(at, '7');
  await at.change(SCOPE_PATH).filter({ hasText: 'before and after' }).waitFor();
  assert.doesNotMatch(await at.change('README.md').innerText(), /removed/);
  assert.doesNotMatch(await at.change('Drafts/new.md').innerText(), /before and after/);
});

pullTest('a pull request does not take away the files that were given by hand', async (t) => {
  const { at } = await open(t);
  await at.after.setInputFiles([file('mine.yaml', RULE)]);
  await at.change('mine.yaml').waitFor();
  await load(at, '7');
  await at.change(SCOPE_PATH).waitFor();
  assert.equal(await at.change('mine.yaml').count(), 1);
});

pullTest('a pull request of which no file is left is gone', async (t) => {
  const { page, at } = await open(t);
  await load(at, '7');
  await at.change(SCOPE_PATH).waitFor();
  while ((await at.changes.count()) > 0) {
    await at.changes.first().getByRole('button').click();
  }
  assert.equal(await page.getByText('Number 7 of').count(), 0);
  assert.doesNotMatch(page.url(), /pr=/);
});

// Files and rules.

test('files are compared with what they were, or with the embedded standards', async (t) => {
  const { page, recorder, host, at } = await open(t);
  await at.exports.setInputFiles([file('north.json', await cloud('flavors-spec-missing'))]);
  // The embedded scope asks for the flavor: a scope that does not is a change, and one that does is none.
  await at.after.setInputFiles([file(NAME, SCOPE_BEFORE)]);
  await at.change(NAME).filter({ hasText: 'after the change' }).waitFor();
  await answer(page, 'Preserving');
  await at.turned.filter({ hasText: `no longer asked ${TESTCASE}` }).waitFor();
  await at.after.setInputFiles([file(NAME, SCOPE)]);
  await at.row(NAME).waitFor();
  await at.turned.waitFor({ state: 'detached' });
  await at.before.setInputFiles([file(NAME, SCOPE_BEFORE)]);
  await answer(page, 'Breaking');
  await at.change(NAME).filter({ hasText: 'before and after' }).waitFor();
  assert.equal(await at.changes.count(), 1);
  await at.turned.filter({ hasText: `newly failing ${TESTCASE}` }).waitFor();
  await assertAskedNobody(recorder, host);
});

test('of broken YAML all is said at once, and where; other files stay', async (t) => {
  const { page, recorder, host, at } = await open(t);
  await at.exports.setInputFiles([file('south.json', await cloud('conformant-v5.1-1'))]);
  await at.after.setInputFiles([
    file('broken.yaml', 'requirements:\n  - id: a\n   check: [\n'),
    file(NAME, SCOPE.replace('v5.1: effective', 'v5.1: perhaps').replace('include:', 'includes:')),
    file('rule.yaml', RULE),
  ]);
  await answer(page, 'Undecided');
  const told = await page.locator('.impact-answer .notice').allInnerTexts();
  for (const [what, place] of [
    [/There is no word perhaps\..*One of effective, warn, draft and deprecated/s, NAME],
    [/There is no key includes\./, NAME],
    [/The key include is missing\./, NAME],
    [/This is not YAML/, 'broken.yaml'],
  ]) {
    const found = told.find((text) => what.test(text)) ?? '';
    assert.match(found, new RegExp(`${place}, line \\d+, column \\d+`), told.join('\n---\n'));
  }
  for (const name of ['broken.yaml', NAME, 'rule.yaml']) {
    assert.ok(await at.row(name).isVisible());
  }
  assert.equal(await at.changes.count(), 3);

  await at.remove('broken.yaml').click();
  await at.row('broken.yaml').waitFor({ state: 'detached' });
  await at.remove(NAME).click();
  await answer(page, 'Preserving');
  await page.getByRole('region', { name: /^Rules written for this review ·/ }).waitFor();
  await at.remove('rule.yaml').click();
  await at.answer.waitFor({ state: 'detached' });
  assert.equal(await at.clouds.count(), 1, 'clouds stay');
  await assertAskedNobody(recorder, host);
});

test('a file that cannot be read is not called understood', async (t) => {
  const { page, at } = await open(t);
  await at.after.setInputFiles([file('broken.yaml', 'requirements:\n  - id: a\n   check: [\n')]);
  await page.getByText('This is not YAML').waitFor();
  assert.doesNotMatch(await at.row('broken.yaml').innerText(), /understood/);
  assert.match(await at.row('broken.yaml').innerText(), /It could not be read\./);
});

test('of a broken rule, nothing is called preserving', async (t) => {
  const { page, at } = await open(t);
  await at.exports.setInputFiles([file('south.json', await cloud('conformant-v5.1-1'))]);
  await at.rule.fill('requirements:\n  - id: draft-1\n');
  await page.getByText('the rules after the change cannot be used').waitFor();
  assert.doesNotMatch(await at.answer.innerText(), /^Preserving/);
});

test('each problem is told once', async (t) => {
  const { page, at } = await open(t);
  await at.after.setInputFiles([file(NAME, SCOPE.replace('v5.1: effective', 'v5.1: perhaps')), file('rule.yaml', RULE)]);
  const told = page.locator('.impact-answer .notice').filter({ hasText: 'There is no word perhaps.' });
  await told.first().waitFor();
  assert.equal(await told.count(), 1);
});

test('a rule is judged although another file is broken', async (t) => {
  const { page, at } = await open(t);
  await at.exports.setInputFiles([file('south.json', await cloud('conformant-v5.1-1'))]);
  await at.after.setInputFiles([file(NAME, SCOPE.replace('v5.1: effective', 'v5.1: perhaps')), file('rule.yaml', RULE)]);
  await page.getByText('There is no word perhaps.').first().waitFor();
  await page.waitForTimeout(300);
  assert.equal(await at.turned.filter({ hasText: 'newly failing draft-1' }).count(), 1);
});

test('rules that are pasted become a changed file', async (t) => {
  const { page, at } = await open(t, { context: CLIPBOARD });
  await page.evaluate((text) => navigator.clipboard.writeText(text), RULE);
  await page.getByRole('heading', { name: 'Which clouds would this change turn red?' }).click();
  await page.keyboard.press('Control+v');
  await at.row('paste 1.yaml').filter({ hasText: 'Rules written for this review' }).waitFor();
});

test('an export that is pasted becomes a cloud', async (t) => {
  const { page, at } = await open(t, { context: CLIPBOARD });
  await at.rule.fill(RULE);
  await answer(page, 'No cloud was given');
  await page.evaluate((text) => navigator.clipboard.writeText(text), String(await cloud('conformant-v5.1-1')));
  await page.getByRole('heading', { name: 'Which clouds would this change turn red?' }).click();
  await page.keyboard.press('Control+v');
  await page.waitForTimeout(1000);
  assert.match(await at.answer.innerText(), /this cloud/);
});

pullTest('the answer and failures are announced', async (t) => {
  const { page, at } = await open(t);
  await page.evaluate(() => {
    window.said = [];
    const regions = '[role="status"], [role="alert"], [aria-live]';
    const note = () => window.said.push(...[...document.querySelectorAll(regions)].map((region) => region.textContent));
    new MutationObserver(note).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  await load(at, '99');
  await at.notice.waitFor();
  await breaking(page);
  await page.waitForTimeout(200);
  const said = (await page.evaluate(() => window.said)).join('\n');
  assert.match(said, /There is no number 99/);
  assert.match(said, /Breaking for this cloud/);
});

test('a rule is judged while it is written, and stays', async (t) => {
  const { page, recorder, host, at } = await open(t);
  await at.exports.setInputFiles([file('north.json', await cloud('conformant-v5.1-1'))]);
  const [start] = RULE.split('    check:');
  await at.rule.pressSequentially(start.slice(0, 60));
  const located = (what) => page.locator('.impact-answer .notice').filter({ hasText: what }).filter({ hasText: /your rule, line \d+, column \d+/ });
  await located('').first().waitFor();
  assert.equal(await at.rule.inputValue(), start.slice(0, 60), 'no letter is lost');
  await at.rule.fill(start);
  await located('The key check is missing.').waitFor();
  await at.rule.fill(RULE);
  await at.turned.filter({ hasText: 'newly failing draft-1' }).waitFor();
  assert.match(await answer(page, 'Preserving'), /nothing that a certificate needs/);
  assert.equal(await page.locator('.impact-answer .notice').count(), 0);

  await page.getByRole('link', { name: 'Check', exact: true }).click();
  await page.getByRole('heading', { name: /Does your cloud conform/ }).waitFor();
  await page.getByRole('link', { name: 'Impact', exact: true }).click();
  assert.equal(await at.rule.inputValue(), RULE);
  await at.turned.filter({ hasText: 'newly failing draft-1' }).waitFor();
  assert.equal(await at.clouds.count(), 1);
  await assertAskedNobody(recorder, host);
});

test('files can be dropped: standards become changes, exports become clouds', async (t) => {
  const { page, recorder, host, at } = await open(t);
  const transfer = await page.evaluateHandle(
    (files) => {
      const data = new DataTransfer();
      files.forEach(([name, content]) => data.items.add(new File([content], name)));
      return data;
    },
    [[NAME, SCOPE_BEFORE], ['north.json', String(await cloud('flavors-spec-missing'))]],
  );
  await page.dispatchEvent('h1', 'dragenter', { dataTransfer: transfer });
  await page.dispatchEvent('main h1 >> visible=true', 'drop', { dataTransfer: transfer });
  await page.getByText('Drop changed files of the standards, or exports of clouds').waitFor({ state: 'detached' });
  await at.change(NAME).waitFor();
  await at.cloud('north').waitFor();
  await answer(page, 'Preserving');
  await assertAskedNobody(recorder, host);
});

/** Drops files, as from a window of the system. */
async function drop(page, files) {
  const transfer = await page.evaluateHandle((files) => {
    const data = new DataTransfer();
    files.forEach(([name, content]) => data.items.add(new File([content], name)));
    return data;
  }, files);
  await page.dispatchEvent('main', 'drop', { dataTransfer: transfer });
}

test('of a dropped file that may be both, or neither, a person is asked', async (t) => {
  const { page, recorder, host, at } = await open(t);
  const flavors = await readFile(new URL('../../src/catalogue/data/standard-flavors.yaml', import.meta.url), 'utf8');
  await drop(page, [['flavors.yaml', flavors], ['notes.txt', 'hello'], [NAME, SCOPE_BEFORE]]);
  const question = page.getByRole('group', { name: /does not tell whether they are changed files/ });
  await question.waitFor();
  await page.getByRole('status').filter({ hasText: 'There is a question about the files that came.' }).waitFor({ state: 'attached' });
  assert.equal(await at.changes.count(), 1, 'the scope is no question');
  await tabAndPress(page, 'button', 'flavors.yaml: A changed file');
  await at.change('flavors.yaml').waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.id), 'after');
  await question.getByRole('button', { name: 'notes.txt: An export' }).click();
  await question.waitFor({ state: 'detached' });
  await at.cloud('notes').waitFor();
  await page.locator('.impact-answer .notice').filter({ hasText: 'notes.txt' }).waitFor();
  await assertAskedNobody(recorder, host);
});

test('a change can be given as two folders, and all of it is listed', async (t) => {
  const { page, recorder, host, at } = await open(t);
  const path = await folder(t, {
    'new/Tests/scs-compatible-iaas.yaml': SCOPE,
    'new/README.md': '# New\n',
    'new/a.png': 'x',
    'old/Tests/scs-compatible-iaas.yaml': SCOPE_BEFORE,
    'old/README.md': '# Old\n',
  });
  await page.getByLabel('Choose a changed folder').setInputFiles(join(path, 'new'));
  await at.change(SCOPE_PATH).filter({ hasText: 'after the change' }).waitFor();
  await page.getByText('1 file of the folder was left out.').waitFor();
  await page.getByLabel('The folder as it was').setInputFiles(join(path, 'old'));
  await at.change(SCOPE_PATH).filter({ hasText: 'before and after' }).waitFor();
  await at.exports.setInputFiles([file('north.json', await cloud('flavors-spec-missing'))]);
  await answer(page, 'Breaking');
  assert.equal(await at.changes.count(), 2);
  assert.match(await at.row('README.md').innerText(), /Not about these standards\./);
  await assertAskedNobody(recorder, host);
});

test('a change can be pasted, before and after, by keyboard', async (t) => {
  const { page, recorder, host, at } = await open(t);
  await page.getByText('Paste a changed file').focus();
  await page.keyboard.press('Enter');
  const paste = async (text, name, before) => {
    await page.getByLabel('Its text').fill(text);
    await page.getByLabel('Its name').fill(name);
    if (before !== undefined) {
      await page.getByLabel('It is the file').selectOption(before ? 'before the change' : 'after the change');
    }
    await page.getByRole('button', { name: 'Add the text' }).focus();
    await page.keyboard.press('Enter');
  };
  await paste(SCOPE, '');
  await at.change('pasted.yaml').filter({ hasText: 'after the change' }).waitFor();
  assert.equal(await page.getByLabel('Its text').inputValue(), '', 'it is there for the next');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'pasted');
  await paste(SCOPE_BEFORE, '', true);
  await at.change('pasted.yaml').filter({ hasText: 'before and after' }).waitFor();
  await paste('# Standard flavors\n\nOne.\n', 'scs-0103-v1-standard-flavors.md', false);
  await at.row('scs-0103-v1-standard-flavors.md').filter({ hasText: 'Text of the standards' }).waitFor();
  await at.exports.setInputFiles([file('north.json', await cloud('flavors-spec-missing'))]);
  await answer(page, 'Breaking');
  await assertAskedNobody(recorder, host);
});

/** What a button has the browser save: its name and text. */
async function saved(within, name) {
  const page = within.page?.() ?? within;
  const [download] = await Promise.all([page.waitForEvent('download'), within.getByRole('button', { name }).click()]);
  return [download.suggestedFilename(), await readFile(await download.path(), 'utf8')];
}

pullTest('what a text asks for in prose is stated as a rule, beside another, and saved', async (t) => {
  const { page, recorder, host, at } = await open(t);
  await at.rule.fill(RULE);
  await load(at, '7');
  const row = at.row('standard-flavors.md');
  await row.getByRole('button', { name: /^State as a rule what .*standard-flavors\.md asks for$/ }).focus();
  await page.keyboard.press('Enter');
  const starters = page.getByRole('group', { name: 'Start from …' });
  await starters.getByText(/For Standards\/scs-0103-v1-standard-flavors\.md/).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.id), 'starters');
  await tabAndPress(page, 'button', 'Flavors carry an extra spec, with one of some values');
  await starters.waitFor({ state: 'detached' });
  assert.equal(await page.evaluate(() => document.activeElement.id), 'rule');
  const written = await at.rule.inputValue();
  assert.ok(written.startsWith(`${RULE}---\n# Standards/scs-0103-v1-standard-flavors.md\nrequirements:\n`), written);
  assert.match(written, /- id: draft-2\n {4}standard: scs-0103\n/);
  await at.row('your rule').filter({ hasText: 'Rules changed' }).waitFor();
  assert.equal(await page.locator('.impact-answer .notice').count(), 0);
  const [name, text] = await saved(page, 'Save as a file');
  assert.deepEqual([name, text], ['rules.yaml', written]);
  // The file is read again, all of it.
  await at.rule.fill('');
  await drop(page, [[name, text]]);
  await at.row('rules.yaml').filter({ hasText: 'Rules written for this review' }).waitFor();
  await page.getByRole('table', { name: 'Requirements' }).getByText('draft-2').first().waitFor();
  assert.deepEqual(recorder.errors, []);
  assert.ok(host.asked.length > 0);
});

test('what if an image were mandatory: the rule is written, and its effect is there', async (t) => {
  const { page, recorder, host, at } = await open(t);
  await at.exports.setInputFiles([file('south.json', await cloud('conformant-v5.1-1'))]);
  await page.getByRole('button', { name: 'Start from …' }).focus();
  await page.keyboard.press('Enter');
  await page.getByLabel('What if', { exact: true }).selectOption({ label: 'Debian 10 (optional)' });
  await page.getByLabel('were', { exact: true }).selectOption('mandatory');
  await page.getByRole('button', { name: 'Write it down' }).click();
  await at.row('your rule').waitFor();
  const written = await at.rule.inputValue();
  assert.match(written, /name: Debian 10\n(?: {4}.*\n)+? {4}status: mandatory\n/);
  assert.match(written, /\n---\n/, 'the scope asks for it, too');
  await at.turned.filter({ hasText: 'scs-0104-image-debian-10' }).first().waitFor();
  // What it is now shows, and can be turned back.
  await page.getByLabel('What if', { exact: true }).locator('option', { hasText: 'Debian 10 (mandatory)' }).first().waitFor({ state: 'attached' });
  await page.getByLabel('What if', { exact: true }).selectOption({ label: 'v5.1 (effective)' });
  await page.getByLabel('were', { exact: true }).selectOption('deprecated');
  await page.getByRole('button', { name: 'Write it down' }).click();
  await page.getByRole('table', { name: 'Timeline' }).waitFor();
  await at.rule.fill('a: [');
  await page.getByRole('button', { name: 'Start from …' }).click();
  await page.locator('.starters .notice').filter({ hasText: 'This is not YAML' }).waitFor();
  assert.equal(await page.getByLabel('What if', { exact: true }).count(), 0, 'there is nothing that could be changed');
  await assertAskedNobody(recorder, host);
});

// Clouds.

async function folder(t, files) {
  const path = await mkdtemp(join(tmpdir(), 'impact-'));
  t.after(() => rm(path, { recursive: true }));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(join(path, name, '..'), { recursive: true });
    await writeFile(join(path, name), content);
  }
  return path;
}

test('the files of a folder are one cloud', async (t) => {
  const { recorder, host, at } = await open(t);
  const { flavors, images } = JSON.parse(await cloud('conformant-v5.1-1'));
  const path = await folder(t, {
    'north/flavors.json': JSON.stringify({ flavors }),
    'north/images.json': JSON.stringify({ images }),
  });
  await at.folder.setInputFiles(join(path, 'north'));
  await at.cloud('north').filter({ hasText: '2 exports' }).waitFor();
  assert.equal(await at.clouds.count(), 1);
  await assertAskedNobody(recorder, host);
});

test('of a folder, only files that may be exports are taken', async (t) => {
  const { at } = await open(t);
  const path = await folder(t, { 'north/all.json': await cloud('conformant-v5.1-1'), 'north/.git/config': '[a]', 'north/a.png': 'x' });
  await at.folder.setInputFiles(join(path, 'north'));
  await at.cloud('north').filter({ hasText: '1 export' }).waitFor({ timeout: 3000 });
});

test('an export in YAML that is dropped is a cloud', async (t) => {
  const { page, at } = await open(t);
  const transfer = await page.evaluateHandle(() => {
    const data = new DataTransfer();
    data.items.add(new File(['- Name: SCS-2V-4\n  RAM: 4096\n  VCPUs: 2\n  Disk: 0\n'], 'flavors.yaml'));
    return data;
  });
  await page.dispatchEvent('main', 'drop', { dataTransfer: transfer });
  await at.cloud('flavors').waitFor({ timeout: 3000 });
});

test('that an export is cut off is told', async (t) => {
  const { page, at } = await open(t);
  const whole = String(await cloud('flavors-spec-missing'));
  await at.exports.setInputFiles([file('cut.json', whole.slice(0, whole.length / 3))]);
  await at.rule.fill(RULE);
  await answer(page, 'this cloud');
  assert.match(await page.locator('main').innerText(), /The file ends, or stops being readable, before the list does/);
});

for (const [answered, labels] of [
  ['All are one cloud', ['north']],
  ['Each is a cloud of its own', ['north', 'south']],
]) {
  test(`loose files are asked about once: ${answered}`, async (t) => {
    const { page, recorder, host, at } = await open(t);
    await at.rule.fill(RULE);
    await at.exports.setInputFiles([
      file('north.json', await cloud('flavors-spec-missing')),
      file('south.json', await cloud('conformant-v5.1-1')),
    ]);
    const question = page.getByRole('group', { name: '2 exports came at once. Are they of one cloud?' });
    await question.waitFor();
    await question.getByRole('button', { name: answered }).click();
    await question.waitFor({ state: 'detached' });
    const clouds = await at.clouds.allInnerTexts();
    assert.deepEqual(clouds.map((text) => text.trim().split(/\s/)[0]), labels);
    await page.locator('.impact-cloud').nth(labels.length - 1).waitFor();
    await assertAskedNobody(recorder, host);
  });
}

test('two clouds are compared in a table, and one can be removed', async (t) => {
  const { page, recorder, host, at } = await open(t);
  await breaking(page);
  assert.equal(await at.matrix.count(), 0);
  await at.exports.setInputFiles([file('south.json', await cloud('conformant-v5.1-1'))]);
  await at.matrix.waitFor();
  await answer(page, 'Breaking for these 2 clouds');
  assert.deepEqual(
    (await at.matrix.getByRole('columnheader').allInnerTexts()).map((text) => text.trim()),
    ['Test case', 'north', 'south'],
  );
  const row = at.matrix.getByRole('row').filter({ hasText: TESTCASE });
  assert.deepEqual(await row.getByRole('cell').allInnerTexts(), ['newly failing', 'newly asked']);
  await at.remove('north').click();
  await answer(page, 'Preserving for this cloud');
  await at.matrix.waitFor({ state: 'detached' });
  await at.remove('south').click();
  await answer(page, 'No cloud was given');
  await assertAskedNobody(recorder, host);
});

test('the example clouds are clouds of their own', async (t) => {
  const { page, recorder, host, at } = await open(t);
  await at.rule.fill(RULE);
  await at.examples.click();
  await at.cloud('example-with-faults').waitFor();
  await at.cloud('example-conformant').waitFor();
  assert.equal(await at.clouds.count(), 2);
  await answer(page, 'these 2 clouds');
  await at.matrix.waitFor();
  await at.examples.click();
  await page.waitForTimeout(300);
  assert.equal(await at.clouds.count(), 2, 'they are there once');
  await assertAskedNobody(recorder, host);
});

test('the cloud of the Check page is in, unless it is not wanted', async (t) => {
  const { page, recorder, host, at } = await open(t, { route: '' });
  await page.getByRole('button', { name: 'A cloud with faults' }).click();
  await page.locator('.details').waitFor();
  await page.getByRole('link', { name: 'Impact', exact: true }).click();
  const wanted = page.getByRole('checkbox', { name: 'The cloud of the Check page, too' });
  await wanted.waitFor();
  await at.rule.fill(RULE);
  await answer(page, 'this cloud');
  await page.getByRole('region', { name: 'cloud of the Check page' }).waitFor();
  await wanted.uncheck();
  await answer(page, 'No cloud was given');
  await wanted.check();
  await answer(page, 'this cloud');
  await assertAskedNobody(recorder, host);
});

// Scope version and date.

test('a date that is none is explained, and nothing is lost', async (t) => {
  const { page, recorder, host, at } = await open(t);
  await breaking(page);
  assert.equal(await at.date.inputValue(), DATE);
  await at.date.fill('2026-02-30');
  await at.date.blur();
  await page.locator('#impact-date[aria-invalid="true"]').waitFor();
  const described = await at.date.getAttribute('aria-describedby');
  assert.match(await page.locator(`#${described}`).innerText(), /2026-02-30/);
  assert.equal(await at.date.inputValue(), '2026-02-30');
  assert.equal(await at.changes.count(), 1);
  assert.equal(await at.clouds.count(), 1);
  assert.ok(await at.answer.isVisible());
  await at.date.fill('2026-09-01');
  await at.date.press('Enter');
  await page.locator('#impact-date:not([aria-invalid])').waitFor();
  await answer(page, 'Breaking');
  assert.match(page.url(), /date=2026-09-01/);
  await assertAskedNobody(recorder, host);
});

test('what a draft alone asks for counts if the draft is chosen', async (t) => {
  const { page, recorder, host, at } = await open(t);
  await at.exports.setInputFiles([file('north.json', await cloud('conformant-v5.1-1'))]);
  await at.after.setInputFiles([file(NAME, SCOPE_OF_DRAFT)]);
  await at.before.setInputFiles([file(NAME, SCOPE)]);
  await answer(page, 'Preserving');
  const others = page.getByText('Scope versions that do not count');
  await others.click();
  await page.locator('details .turned li').filter({ hasText: 'newly undecided scs-0115-none' }).waitFor();
  await at.scope.selectOption('next');
  await answer(page, 'Undecided');
  await at.turned.filter({ hasText: 'newly undecided scs-0115-none' }).waitFor();
  assert.match(page.url(), /scope=next/);
  await at.scope.selectOption({ index: 0 });
  await answer(page, 'Preserving');
  await assertAskedNobody(recorder, host);
});

for (const [name, query] of [
  ['a scope version that there is not', 'scope=v99'],
  ['a day on which no certificate could be had', 'date=2001-01-01'],
]) {
  test(`where no scope version counts, nothing is called preserving: ${name}`, async (t) => {
    const { page, at } = await open(t, { route: `#/impact?${query}` });
    await at.after.setInputFiles([file(NAME, SCOPE)]);
    await at.before.setInputFiles([file(NAME, SCOPE_BEFORE)]);
    await at.exports.setInputFiles([file('north.json', await cloud('flavors-spec-missing'))]);
    await answer(page, 'Undecided');
    assert.doesNotMatch(await at.answer.innerText(), /^Preserving/);
  });
}

test('a scope version that there is not is explained', async (t) => {
  const { page, at } = await open(t, { route: '#/impact?scope=v99' });
  await at.rule.fill(RULE);
  await at.scope.waitFor();
  assert.match(await page.locator('main').innerText(), /v99/);
});

// Reports.

test('the review can be saved as JSON and as SARIF', async (t) => {
  const { page, recorder, host } = await open(t);
  await breaking(page);
  const saved = async (name) => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()]);
    return [download.suggestedFilename(), JSON.parse(await readFile(await download.path(), 'utf8'))];
  };
  const [jsonName, json] = await saved('Save as JSON');
  assert.equal(jsonName, 'impact.json');
  assert.equal(json.class, 'breaking');
  const [sarifName, sarif] = await saved('Save as SARIF');
  assert.equal(sarifName, 'impact.sarif');
  assert.equal(sarif.version, '2.1.0');
  const errors = sarif.runs[0].results.filter(({ level }) => level === 'error');
  assert.ok(errors.length > 0 && errors.every(({ ruleId }) => ruleId === TESTCASE));
  await assertAskedNobody(recorder, host);
});

test('without leave to use the clipboard, that is said', async (t) => {
  const { page, at } = await open(t);
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error('no'));
    document.execCommand = () => false;
  });
  await breaking(page);
  await page.getByRole('button', { name: 'Copy as Markdown' }).click();
  await page.getByText('The browser does not let this page use the clipboard.').waitFor();
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await page.getByText('The browser does not let this page use the clipboard.').waitFor({ state: 'detached' });
  assert.ok(await at.answer.isVisible());
});

test('the differences of the standards can be saved alone', async (t) => {
  const { page, recorder, host } = await open(t);
  await breaking(page);
  const [name, text] = await saved(page, 'Save the differences');
  assert.equal(name, 'differences.md');
  assert.match(text, /^## Differences of the standards\n/);
  assert.match(text, /\| what \| before \| after \|/);
  assert.doesNotMatch(text, /newly failing/);
  await assertAskedNobody(recorder, host);
});

// Two exports.

test('two exports are compared by a scope version and date of their own, and the comparison is saved', async (t) => {
  const { page, recorder, host, at } = await open(t);
  await page.getByText('Compare two exports of one cloud').focus();
  await page.keyboard.press('Enter');
  const path = await folder(t, { 'earlier/all.json': await cloud('conformant-v5.1-1') });
  await page.getByLabel('Choose a folder before').setInputFiles(join(path, 'earlier'));
  const whole = String(await cloud('flavors-spec-missing'));
  await page.getByLabel('Choose the export after').setInputFiles([file('later.json', whole)]);
  const section = page.getByRole('region', { name: 'Compare two exports of one cloud' });
  await section.getByRole('status').filter({ hasText: 'newly failing' }).waitFor();
  await section.getByLabel('Reference date').fill(DATE);
  await section.getByLabel('Reference date').press('Enter');
  await section.getByText(`As of ${DATE}`).waitFor();
  await section.getByLabel('Scope version').selectOption('next');
  await section.locator('.impact-version').filter({ hasText: 'next' }).waitFor();
  assert.doesNotMatch(page.url(), /scope=next/, 'the review has its own');
  for (const [button, file, start] of [
    ['Save as text', 'comparison.txt', /newly failing/],
    ['Save as Markdown', 'comparison.md', /^## Comparison\n/],
    ['Save as JSON', 'comparison.json', /^\{/],
  ]) {
    const [name, text] = await saved(section, button);
    assert.equal(name, file);
    assert.match(text, start);
  }
  await page.getByLabel('Choose the export after').setInputFiles([file('cut.json', whole.slice(0, whole.length / 3))]);
  await section.locator('.notice').filter({ hasText: 'cut.json' }).first().waitFor();
  await section.getByRole('button', { name: 'Remove cut.json' }).focus();
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'compare-after');
  assert.equal(await at.answer.count(), 0);
  await assertAskedNobody(recorder, host);
});

// Hostile material.

const MARKUP = '<img src=x onerror="document.title=1"><script>document.title=1<';
const BIDI = '\u202e\u2066gpj';
const LONG = 'x'.repeat(200);

test('names and contents of files are text, however they look', async (t) => {
  const { page, recorder, host, at } = await open(t);
  const title = await page.title();
  const names = [`${MARKUP}.yaml`, `${BIDI}.yaml`, `${LONG}.yaml`];
  const rule = (name, at) => RULE.replace('draft-1', `draft-${at}`).replace('the made-up thing', name.replaceAll(/["\\:]/g, ' '));
  await at.after.setInputFiles(names.map((name, at) => file(name, rule(name, at))));
  const { flavors } = JSON.parse(await cloud('conformant-v5.1-1'));
  flavors.forEach((flavor, at) => {
    flavor.name = at === 0 ? `SCS-${MARKUP}` : at === 1 ? `SCS-${LONG}` : flavor.name;
  });
  await at.exports.setInputFiles([file(`${MARKUP}${LONG}.json`, JSON.stringify({ flavors }))]);
  await answer(page, 'this cloud');
  await at.scope.waitFor();
  await at.turned.first().waitFor();
  for (const name of names) {
    await at.row(name === `${BIDI}.yaml` ? '\\u{202e}\\u{2066}gpj.yaml' : name).waitFor();
  }
  for (const width of [360, 768, 1440]) {
    await assertNotSideways(page, width);
  }
  await at.after.setInputFiles([file(`broken ${LONG} ${MARKUP}.yaml`, `requirements: ${MARKUP}${BIDI}${LONG}: [\n`)]);
  await page.locator('.impact-answer .notice').nth(1).waitFor();
  assert.equal(await page.locator('main img, main script').count(), 0);
  assert.equal(await page.title(), title);
  for (const width of [360, 768, 1440]) {
    await assertNotSideways(page, width);
  }
  await assertAskedNobody(recorder, host);
});

pullTest('a hostile pull request is text as well', async (t) => {
  const path = `Tests/${MARKUP}${LONG}.yaml`;
  const pull = {
    number: 7,
    title: `${MARKUP}${BIDI}${LONG}`,
    base: { [SCOPE_PATH]: SCOPE_BEFORE, [path]: 'a: 1\n' },
    head: { [SCOPE_PATH]: SCOPE, [path]: `requirements: ${MARKUP}\n`, [`Standards/${BIDI}${LONG}.md`]: `# ${MARKUP}\n` },
  };
  const { page, recorder, host, at } = await open(t, { pulls: [pull] });
  const title = await page.title();
  await at.exports.setInputFiles([file('north.json', await cloud('hostile-3'))]);
  await load(at, '7');
  await at.answer.waitFor();
  await at.row(path).waitFor();
  assert.equal(await page.locator('main img, main script').count(), 0);
  assert.equal(await page.title(), title);
  await assertNotSideways(page);
  await assertAskedOnly(recorder, host, { isTold: true });
});

// Everybody.

const STATES = {
  empty: async () => {},
  'with a breaking result': async (page) => {
    await breaking(page);
    await parts(page).exports.setInputFiles([file('south.json', await cloud('conformant-v5.1-1'))]);
    await parts(page).matrix.waitFor();
    await page.getByText('Rules as they were understood').click();
    await page.getByText('Scope versions that do not count').first().click();
  },
  'with what a rule can start from': async (page) => {
    await parts(page).rule.fill(RULE);
    await page.getByRole('button', { name: 'Start from …' }).click();
    await page.getByLabel('What if', { exact: true }).waitFor();
    await page.getByText('Paste a changed file').click();
    await page.getByText('Compare two exports of one cloud').click();
    await drop(page, [['notes.txt', 'hello']]);
    await page.getByRole('button', { name: 'notes.txt: An export' }).waitFor();
  },
  'with problems': async (page) => {
    const { number, load: submit, exports, rule, date } = parts(page);
    if (VARIANT !== 'single') {
      await number.fill('99');
      await submit.click();
      await page.getByText('There is no number 99').first().waitFor();
    }
    await exports.setInputFiles([
      file('north.json', await cloud('flavors-spec-missing')),
      file('south.json', await cloud('conformant-v5.1-1')),
    ]);
    await page.getByText('2 exports came at once').waitFor();
    await rule.fill('requirements:\n  - id: a\n');
    await page.locator('.impact-answer .notice').nth(1).waitFor();
    await date.fill('never');
    await date.blur();
    await page.locator('#impact-date[aria-invalid="true"]').waitFor();
  },
};
for (const [name, prepare] of Object.entries(STATES)) {
  test(`accessible in every look: ${name}`, async (t) => {
    const { page } = await open(t);
    await prepare(page);
    await assertAccessibleEverywhere(page);
    for (const width of [360, 768, 1440]) {
      await assertNotSideways(page, width);
    }
  });
}

test('accessible in every look: with two kinds of rules', async (t) => {
  const { page, at } = await open(t);
  await STATES['with a breaking result'](page);
  await at.rule.fill(RULE);
  await at.matrix.nth(1).waitFor();
  await page.evaluate(() => scrollTo(0, 0));
  await assertAccessibleEverywhere(page);
});

pullTest('by keyboard alone from a pull request and a rule to the clouds that turn, and their report', async (t) => {
  const { page, recorder, host, at } = await open(t, { context: CLIPBOARD, route: '' });
  await tabAndPress(page, 'link', 'Impact');
  await page.getByRole('heading', { name: 'Which clouds would this change turn red?' }).waitFor();
  // Asked for early: the browser is told of it in its own time.
  const chooser = page.waitForEvent('filechooser');
  await tabTo(page, 'textbox', 'Pull request of the standards');
  await page.keyboard.type('7');
  await page.keyboard.press('Enter');
  await at.change(SCOPE_PATH).waitFor();
  // A picker opens with the space bar; the files are then chosen in a window of the system.
  await tabTo(page, 'button', 'Choose exports');
  await page.keyboard.press('Space');
  await (await chooser).setFiles([
    file('north.json', await cloud('flavors-spec-missing')),
    file('south.json', await cloud('conformant-v5.1-1')),
  ]);
  await tabAndPress(page, 'button', 'Each is a cloud of its own');
  await answer(page, 'Breaking for these 2 clouds');
  await tabTo(page, 'combobox', 'Scope version');
  await page.keyboard.press('ArrowDown');
  await at.turned.filter({ hasText: TESTCASE }).first().waitFor();
  await page.waitForURL(/scope=next/);
  await tabTo(page, 'textbox', 'Reference date');
  await page.keyboard.type(DATE);
  await page.keyboard.press('Tab');
  await page.waitForURL(new RegExp(`date=${DATE}`));
  await tabAndPress(page, 'button', 'Copy as Markdown', 'Enter', { backwards: false });
  await page.getByRole('status').filter({ hasText: 'Copied' }).waitFor({ state: 'attached' });
  assert.match(await copied(page), /\*\*newly failing\*\*/);
  await tabAndPress(page, 'button', 'Remove south', 'Enter', { backwards: true });
  await answer(page, 'Breaking for this cloud');
  await tabTo(page, 'textbox', 'A rule of your own', { backwards: true });
  await page.keyboard.type('requirements: []');
  await at.row('your rule').waitFor();
  await assertAskedOnly(recorder, host);
});

test('after something is removed, the focus is on what is left', async (t) => {
  const { page, at } = await open(t);
  await breaking(page);
  const focused = () => page.evaluate(() => document.activeElement.id);
  await at.exports.setInputFiles([file('south.json', await cloud('conformant-v5.1-1'))]);
  await at.cloud('south').waitFor();
  await at.remove('south').focus();
  await page.keyboard.press('Enter');
  await answer(page, 'this cloud');
  assert.equal(await focused(), 'cloud-0');
  await page.keyboard.press('Enter');
  await answer(page, 'No cloud was given');
  assert.equal(await focused(), 'exports');
  await at.remove(NAME).focus();
  await page.keyboard.press('Enter');
  await at.answer.waitFor({ state: 'detached' });
  assert.equal(await focused(), 'after');
});
