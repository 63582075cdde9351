// The texts of tests/data/hostile.json through every way into the page: they are shown for what they are, and do nothing.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

import { CodeHost } from './lib/code-host.mjs';
import { DATE, PULL, file, parts } from './lib/impact.mjs';
import { useSite } from './lib/page.mjs';
import { except } from './lib/variant.mjs';

const CORPUS = JSON.parse(await readFile(new URL('../data/hostile.json', import.meta.url), 'utf8'));
const TEXTS = CORPUS.texts.map(({ text }) => text);
const CLIPBOARD = { permissions: ['clipboard-read', 'clipboard-write'] };

const { visit } = useSite();

/** A cloud with each text wherever an export has one. */
function cloud(texts) {
  return JSON.stringify({
    flavors: texts.flatMap((text, at) => [
      {
        id: `a${at}${text}`, name: text, vcpus: 2, ram: 8192, disk: 0, 'os-flavor-access:is_public': true, description: text,
        extra_specs: JSON.parse(`{${JSON.stringify(text)}: ${JSON.stringify(text)}, "scs:cpu-type": ${JSON.stringify(text)}}`),
      },
      { id: `b${at}`, name: `SCS-2V${text}`, vcpus: text, ram: text, disk: text, extra_specs: { 'scs:name-v1': text } },
    ]),
    images: texts.map((text, at) => ({
      id: `${at}${text}`, name: text, visibility: 'public', status: 'active', os_purpose: text, image_source: text,
      image_build_date: '2026-11-01', provided_until: text, replace_frequency: 'monthly', uuid_validity: text, owner: text, tags: [text],
    })),
    volume_types: texts.map((text, at) => ({ id: `${at}`, name: text, is_public: true, description: `[scs:${text}] ${text}` })),
    catalog: texts.map((text) => ({ type: text, name: text, endpoints: [{ interface: text, url: text }] })),
    default_security_group_rules: texts.map((text, at) => ({
      id: `${at}`, direction: text, ethertype: text, protocol: text, remote_ip_prefix: text, used_in_default_sg: text,
    })),
  });
}

/** Names of files as a picker of this system can give them. */
const names = TEXTS.map((text) => text.replace(/[/\0]/g, '∕')).filter((name) => name.trim() !== '' && Buffer.byteLength(name) < 250);

/**
 * Nothing ran, nothing is in the page that only a text could have brought there, nothing that is shown cannot be seen, and the
 * page is as wide as its window. What a person typed stays as it is in its field.
 */
async function assertInert(page, { widths = [360, 1440] } = {}) {
  const found = await page.evaluate(() => {
    const unseen =
      /[\p{Cc}\p{Cf}\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\uffa0\ufe00-\ufe0f\u2028\u2029\u00a0\u2000-\u200a\u202f\u3000]/u;
    // The one file holds programs and examples beside what the page draws, and its icon.
    const shell = location.protocol === 'file:' ? 'body > script, head > link[rel=icon]' : ':not(*)';
    const shown = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      // What is announced twice ends in another blank, for screen readers.
      const data = walker.currentNode.data.replace(/[\n\t]|\u00a0$/g, '');
      if (!walker.currentNode.parentElement.closest(`textarea, ${shell}`)) shown.push(data);
    }
    for (const element of document.body.querySelectorAll('*')) {
      for (const name of ['aria-label', 'title', 'alt', 'placeholder', 'aria-description']) {
        shown.push((element.getAttribute(name) ?? '').replace(/\n/g, ''));
      }
    }
    const foreign = 'script:not([src]), img, iframe, object, embed, form[action], base, meta[http-equiv=refresh], body style, body link, audio, video';
    const scripts = [...document.querySelectorAll(foreign)].filter((element) => !element.closest(`head, ${shell}`));
    const attributes = [...document.querySelectorAll('*')].flatMap((element) => [...element.attributes]);
    return {
      canary: globalThis.canary,
      prototype: Object.prototype.canary,
      elements: scripts.map((element) => element.outerHTML),
      handlers: attributes.filter(({ name }) => name.startsWith('on')).map(({ name, value }) => `${name}=${value}`),
      links: [...document.querySelectorAll('*')]
        .filter((element) => !element.matches(shell))
        .flatMap((element) => [...element.attributes])
        .filter(({ name, value }) => name.endsWith('href') && !/^(#|\.?\/(?!\/)|https:\/\/(docs\.scs\.community|github\.com)\/)/.test(value))
        .map(({ value }) => value),
      unseen: shown.filter((text) => unseen.test(text)).map((text) => JSON.stringify(text.slice(0, 200))),
    };
  });
  assert.deepEqual(found, { canary: undefined, prototype: undefined, elements: [], handlers: [], links: [], unseen: [] });
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    const [content, screen] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
    assert.ok(content <= screen, `${content} pixels in a window of ${screen}`);
  }
}

/** What came out of the page as a text: nothing that is not seen but its layout. */
function assertText(text) {
  const unseen = text.match(/(?![\n\t])[\p{Cc}\p{Cf}\u2028\u2029]/u);
  assert.equal(unseen, null, `${JSON.stringify(text.slice(Math.max(0, (unseen?.index ?? 0) - 60), (unseen?.index ?? 0) + 60))}`);
}

const copied = (page) => page.evaluate(() => navigator.clipboard.readText());

/** Opens what is folded, as far as it is there. */
async function unfoldAll(page) {
  await page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));
}

test('through exports: in every list, table, picture and panel', async (t) => {
  const { page } = await visit(t, { context: CLIPBOARD });
  await page.getByLabel('Choose files').setInputFiles([file('cloud.json', cloud(TEXTS))]);
  await page.locator('.details').waitFor();
  await unfoldAll(page);
  await assertInert(page);
  for (const id of ['scs-0100-syntax-check', 'scs-0102-prop-uuid_validity', 'scs-0114-syntax-check']) {
    await page.getByRole('searchbox').fill(id);
    await page.locator(`#case-${id}`).click();
    await page.locator(`#detail-${id} .findings`).waitFor();
    await assertInert(page);
    const copy = page.locator(`#detail-${id}`).getByRole('button', { name: /Markdown/ }).first();
    await copy.click();
    await page.getByRole('status').filter({ hasText: 'Copied' }).first().waitFor({ state: 'attached' });
    assertText(await copied(page));
  }
  await page.getByRole('searchbox').fill('');
  await page.getByRole('button', { name: 'Resources', exact: true }).click();
  for (const kind of ['Flavors', 'Images', 'Volume types', 'Default rules', 'Services']) {
    await page.getByRole('button', { name: new RegExp(`^${kind} \\d`) }).click();
    const table = page.getByRole('table', { name: new RegExp(`^${kind}`) });
    await table.waitFor();
    await assertInert(page, { widths: [360] });
    await table.getByRole('rowheader').getByRole('button').nth(2).click();
    await page.locator('.resource').waitFor();
    await assertInert(page, { widths: [1440] });
  }
  // Searched for, too.
  for (const text of TEXTS.slice(0, 12)) {
    await page.getByRole('searchbox').fill(text);
  }
  await assertInert(page);
});

test('through names of files and of folders, on both pages', async (t) => {
  const { page } = await visit(t);
  const flavors = JSON.stringify({ flavors: [{ id: '1', name: 'SCS-1V-4', vcpus: 1, ram: 4096, disk: 0 }] });
  await page.getByLabel('Choose files').setInputFiles(names.map((name, at) => file(name, at % 2 ? flavors : '{"flavors": [')));
  await page.locator('.details').waitFor();
  await page.waitForFunction((count) => document.querySelectorAll('.file:not(.waiting)').length === count, names.length);
  await assertInert(page);
  await page.locator('.file').first().getByRole('button', { name: /^Remove/ }).click();
  await page.getByRole('button', { name: 'Undo' }).waitFor();
  await assertInert(page, { widths: [] });

  await page.goto(`${page.url().split('#')[0]}#/impact?date=${DATE}`);
  const { after, exports, changes, answer } = parts(page);
  await after.setInputFiles(names.map((name) => file(name, TEXTS.join('\n'))));
  await changes.nth(names.length - 1).waitFor();
  await exports.setInputFiles(names.slice(0, 6).map((name) => file(name, flavors)));
  await answer.waitFor();
  await assertInert(page);
});

test('through what is pasted, typed and stated as a rule', async (t) => {
  const { page } = await visit(t, { context: CLIPBOARD });
  const area = page.getByLabel('Or paste an export here');
  const lines = TEXTS.join('\n');
  await area.fill(lines);
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  await page.locator('.file.error').waitFor();
  // Browsers make one kind of new line of all.
  assert.equal(await area.inputValue(), lines.replace(/\r\n?/g, '\n'));
  await assertInert(page);
  await page.getByLabel('Choose files').setInputFiles([file('a.json', cloud([TEXTS[0]]))]);
  await page.locator('.details').waitFor();
  await page.getByText('More choices').click();
  await page.locator('#cloud').fill('<img src=x onerror="globalThis.canary=1">\u202egnp');
  await page.locator('#region').fill('\u200b\u2066');
  await page.locator('.cloud').filter({ hasText: '\\u{202e}gnp, region \\u{200b}' }).waitFor();
  await assertInert(page);

  await page.goto(`${page.url().split('#')[0]}#/impact?date=${DATE}`);
  const { rule, answer } = parts(page);
  await parts(page).exports.setInputFiles([file('a.json', cloud(TEXTS.slice(0, 8)))]);
  for (const text of TEXTS) {
    const quoted = JSON.stringify(text);
    await rule.fill(
      `requirements:\n  - id: ${quoted}\n    standard: scs-0103\n    levels: {any: must}\n    holds: ${quoted}\n    check: ` +
        `{extra_spec: {name: ${quoted}, values: [${quoted}], of: standard_flavors}}\n`,
    );
    if (text.length > 150 || text.includes('canary')) {
      await answer.waitFor();
      await assertInert(page, { widths: [] });
    }
  }
  await rule.fill(`requirements:\n  - id: draft\n    standard: scs-0103\n    levels: {any: must}\n    holds: ${JSON.stringify(TEXTS[1])}\n    check: {extra_spec: {name: ${JSON.stringify(TEXTS[0])}, values: [${JSON.stringify(TEXTS[24])}], of: standard_flavors}}\n`);
  await parts(page).row('your rule').waitFor();
  await unfoldAll(page);
  await assertInert(page);
  await page.getByRole('button', { name: 'Copy as Markdown' }).click();
  await page.getByRole('status').filter({ hasText: 'Copied' }).waitFor({ state: 'attached' });
  assertText(await copied(page));
  for (const name of ['Save as JSON', 'Save as SARIF']) {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()]);
    const text = await readFile(await download.path(), 'utf8');
    assertText(text);
    JSON.parse(text);
  }
});

test('through a pull request: its title, the paths of its files and their contents', except({ single: 'it asks nobody' }), async (t) => {
  const { page, recorder } = await visit(t, { route: `#/impact?date=${DATE}` });
  const paths = TEXTS.filter((text) => !/[\0/]|^\s*$|\.\./.test(text)).map((text) => `Standards/${text}.md`);
  const of = (content) => Object.fromEntries(paths.map((path) => [path, content]));
  const host = new CodeHost({ pulls: [{ ...PULL, title: TEXTS.join(' '), base: of('a\n'), head: of(TEXTS.join('\n')) }] });
  await host.attach(page.context());
  recorder.host = host;
  await parts(page).number.fill('7');
  await parts(page).load.click();
  await parts(page).changes.nth(paths.length - 1).waitFor();
  await parts(page).answer.waitFor();
  await unfoldAll(page);
  await assertInert(page);
});

test('through addresses', async (t) => {
  const { page } = await visit(t);
  for (const text of TEXTS) {
    const part = encodeURIComponent(text);
    await page.evaluate((hash) => {
      location.hash = hash;
    }, `/?scope=${part}&date=${text}&lens=${part}&case=${part}&level=${text}`);
  }
  await assertInert(page);
  const hash = `#/impact?pr=${encodeURIComponent(TEXTS[0])}&scope=${encodeURIComponent(TEXTS[1])}`;
  await page.goto(new URL(hash, page.url()).href);
  await assertInert(page);
});

test('through what is remembered, tampered with', async (t) => {
  const { page } = await visit(t, { except: { stored: [/scs-checker/] } });
  const plain = 'n'.repeat(64);
  await page.getByLabel('Choose files').setInputFiles([file(`${plain}.json`, cloud(['SCS-1V-4']))]);
  await page.locator('.details').waitFor();
  await page.getByRole('switch', { name: 'Remember on this device' }).check();
  await page.getByText(/1 file, /).first().waitFor();
  await page.evaluate(
    ([from, to]) =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open('scs-checker');
        opening.onerror = reject;
        opening.onsuccess = () => {
          const store = opening.result.transaction('remembered', 'readwrite').objectStore('remembered');
          const reading = store.get('record');
          reading.onsuccess = () => {
            const at = new TextDecoder('latin1').decode(reading.result).indexOf(from);
            // Of the same length in bytes: the record counts them.
            reading.result.set(new TextEncoder().encode(to.padEnd(200, 'n')).slice(0, from.length), at);
            store.put(reading.result, 'record').onsuccess = () => resolve(opening.result.close());
          };
        };
      }),
    [plain, '<svg onload=globalThis.canary=1>\u202e\u0007'],
  );
  await page.reload();
  await page.locator('.details').waitFor();
  await page.getByText('<svg onload=globalThis.canary=1>\\u{202e}\\u{7}').first().waitFor();
  await assertInert(page);
});

test('10 MB in one name neither hold up the page nor break its layout', async (t) => {
  const { page } = await visit(t);
  const long = 'W'.repeat(10_000_000);
  const flavors = [{ id: '1', name: `SCS-${long}`, vcpus: 1, ram: 4096, disk: 0, extra_specs: { [long.slice(0, 1_000_000)]: long.slice(0, 1_000_000) } }];
  const started = Date.now();
  await page.getByLabel('Choose files').setInputFiles([file('long.json', JSON.stringify({ flavors })), file('line.json', long)]);
  await page.locator('.details').waitFor();
  await page.locator('#case-scs-0100-syntax-check').click();
  await page.locator('#detail-scs-0100-syntax-check .findings').waitFor();
  await page.getByRole('table', { name: 'Findings' }).getByRole('button').first().click();
  await page.locator('.resource').waitFor();
  t.diagnostic(`shown after ${Date.now() - started} ms`);
  await assertInert(page);
  const shown = await page.evaluate(() => document.body.innerText.length);
  assert.ok(shown < 200_000, `${shown} characters are shown`);
});

test('a name that only looks like one of the standard is told apart, with its code point', async (t) => {
  const { page } = await visit(t);
  const flavors = [{ id: '1', name: 'S\u0421S-2V-8', vcpus: 2, ram: 8192, disk: 0, 'os-flavor-access:is_public': true, extra_specs: {} }];
  await page.getByLabel('Choose files').setInputFiles([file('flavors.json', JSON.stringify({ flavors }))]);
  await page.locator('.details').waitFor();
  await page.locator('#case-scs-0103-flavor-2v-8').click();
  await page.getByText('Character 2 is \u0421 (U+0421), which looks like C and is another letter.').first().waitFor();
});
