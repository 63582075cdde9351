// The page starts anywhere and keeps to its origin, and a page that does not would be seen.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';

import { assertAccessible } from './lib/axe.mjs';
import { assertClean, assertQuiet, useSite } from './lib/page.mjs';
import { DIST, serve } from './lib/serve.mjs';
import { PAGE, VARIANT, except } from './lib/variant.mjs';

/** What a visit ends with where a test has the policy refuse something. */
const seeded = (violation) => ({ violations: [violation], console: [/Content Security Policy|TrustedHTML|TrustedScript/i] });

const { visit, site } = useSite({
  extra: {
    'inline-script.html': async () =>
      (await readFile(join(DIST, PAGE), 'utf8')).replace('</body>', '<script>window.ran = true</script>$&'),
  },
});

test('the page starts where it lies and asks nothing of any other place', async (t) => {
  const { page, recorder } = await visit(t);
  assert.equal(await page.title(), 'SCS Conformance Checker');
  assert.equal(recorder.requests.some((url) => url.endsWith('.wasm')), VARIANT !== 'single');
  await page.waitForLoadState('networkidle');
  await assertClean(recorder);
  assert.deepEqual(recorder.console, []);
});

test('the first page is accessible', async (t) => {
  const { page, recorder } = await visit(t);
  await assertAccessible(page);
  await assertClean(recorder);
});

test('without WebAssembly the page says why it does not start', async (t) => {
  const { page } = await visit(t, { mounts: false, init: () => delete globalThis.WebAssembly, except: { errors: [/WebAssembly/] } });
  await page.waitForLoadState('networkidle');
  await page.getByText('the program could not start').waitFor();
});

test('without JavaScript the page says what it needs', async (t) => {
  const { page } = await visit(t, { mounts: false, keeps: false, context: { javaScriptEnabled: false } });
  // Texts of noscript are not among those that `getByText` finds.
  await page.locator('noscript p').waitFor();
});

test('an inline script is refused and recorded', async (t) => {
  const { page, recorder } = await visit(t, { route: 'inline-script.html', except: seeded(/^script-src-elem inline/) });
  assert.equal(await page.evaluate(() => window.ran), undefined);
  await assertRecorded(recorder, 'script-src-elem', 'inline');
});

test('a script element that the page adds is refused and recorded', async (t) => {
  const { page, recorder } = await visit(t, { except: seeded(/^require-trusted-types-for/) });
  await page.evaluate(() => {
    const script = document.createElement('script');
    script.append('window.ran = true');
    document.body.append(script);
  });
  assert.equal(await page.evaluate(() => window.ran), undefined);
  await assertRecorded(recorder, 'require-trusted-types-for', 'trusted-types-sink');
});

test('text as HTML is refused and recorded', async (t) => {
  const { page, recorder } = await visit(t, { except: seeded(/^require-trusted-types-for/) });
  const refused = await page.evaluate(() => {
    try {
      document.body.innerHTML = '<p>text</p>';
    } catch (error) {
      return error.name;
    }
  });
  assert.equal(refused, 'TypeError');
  await assertRecorded(recorder, 'require-trusted-types-for', 'trusted-types-sink');
});

test('an inline style is refused and recorded', async (t) => {
  const { page, recorder } = await visit(t, { except: seeded(/^style-src-attr/) });
  await page.evaluate(() => document.body.setAttribute('style', 'color: red'));
  await assertRecorded(recorder, 'style-src-attr', 'inline');
});

// They are asked when a person asks for a pull request; that none is before, the first test tells.
test('the policy allows the hosts that the page names, and no other', async (t) => {
  const { page } = await visit(t);
  const hosts = (await page.locator('#app').getAttribute('data-hosts')).split(' ').filter(Boolean);
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
  const sources = policy.split('; ').find((directive) => directive.startsWith('connect-src '));
  const isSingle = VARIANT === 'single';
  assert.deepEqual(sources.split(' ').slice(1), isSingle ? ["'none'"] : ["'self'", ...hosts]);
  const named = process.env.IMPACT_HOSTS ?? 'https://api.github.com https://raw.githubusercontent.com';
  assert.deepEqual(hosts, isSingle ? [] : named.split(' ').filter(Boolean));
});

test('a request to another origin is refused and recorded', async (t) => {
  const foreign = await serve({ base: '/' });
  t.after(foreign.close);
  const { page, recorder } = await visit(t, { except: seeded(/^connect-src/) });
  await page.evaluate((url) => fetch(url).catch(() => null), foreign.url);
  await assertRecorded(recorder, 'connect-src', foreign.url);
});

test('an image of another origin is refused and recorded', async (t) => {
  const foreign = await serve({ base: '/' });
  t.after(foreign.close);
  const { page, recorder } = await visit(t, { except: { ...seeded(/^img-src/), outside: [/./] } });
  await page.evaluate(
    (url) =>
      new Promise((resolve) => {
        const image = new Image();
        image.onload = image.onerror = resolve;
        image.src = url;
      }),
    `${foreign.url}icon.png`,
  );
  await assertRecorded(recorder, 'img-src', `${foreign.url}icon.png`);
});

const NO_REQUEST = { single: 'no request is possible' };
const NO_SUB_PATH = { ...NO_REQUEST, root: 'there is no path to leave' };

test('a request that leaves the sub-path is recorded', except(NO_SUB_PATH), async (t) => {
  const { page, recorder } = await visit(t, { except: { outside: [/elsewhere/], console: [/404/] } });
  const outside = new URL('/elsewhere.json', site().url).href;
  await page.evaluate((url) => fetch(url).catch(() => null), outside);
  assert.deepEqual(recorder.outside(), [outside]);
  await assert.rejects(assertClean(recorder));
});

// A worker is not under the policy of the page's meta element, so here the record is all there is.
test('a request of a worker is recorded', except({ single: 'its workers are under its policy, see single.test.mjs' }), async (t) => {
  const foreign = await serve({ base: '/' });
  t.after(foreign.close);
  const { page, recorder } = await visit(t, { except: { outside: [/./] } });
  const started = page.waitForEvent('worker');
  await page.mouse.move(20, 20);
  const worker = await started;
  await worker.evaluate((url) => fetch(url).catch(() => {}), foreign.url);
  assert.deepEqual(recorder.outside(), [foreign.url]);
});

test('what is stored is recorded', async (t) => {
  const { page, recorder } = await visit(t, { except: { stored: [/./] } });
  await page.evaluate(async () => {
    localStorage.setItem('a', '1');
    sessionStorage.setItem('b', '1');
    document.cookie = 'c=1';
    await caches.open('d');
    await new Promise((resolve) => {
      indexedDB.open('e').onsuccess = resolve;
    });
  });
  // Files on a disk have no cookies.
  const cookies = VARIANT === 'single' ? [] : ['cookie: c=1'];
  const expected = ['indexedDB: e', 'localStorage: a', 'sessionStorage: b', 'caches: d', ...cookies];
  assert.deepEqual(await recorder.stored(), expected);
  await assert.rejects(assertClean(recorder));
});

test('how a visit ends is seen to fail for what nobody expects, and for what is expected and does not come', except(NO_REQUEST), async (t) => {
  const { page, recorder } = await visit(t, { except: { sent: [/^POST/], console: [/405|404|501/] } });
  const fails = (except, what) => assert.rejects(assertQuiet(recorder, { except }), what);
  await fails({ errors: [/never/] }, ({ actual }) => actual.unused[0] === 'errors: /never/');
  // In some variants there is no host, which makes no difference to what is asked.
  await page.evaluate(() => fetch('./', { method: 'POST', body: 'text' }).catch(() => null));
  await page.evaluate(() => fetch('./elsewhere.json').catch(() => null));
  await fails({}, ({ actual }) => actual.sent.length === 1 && actual.inside.some((name) => name.includes('elsewhere.json')));
  recorder.requests.length = 0;
});

async function assertRecorded(recorder, directive, blocked) {
  await recorder.settle();
  assert.deepEqual(
    recorder.violations.map((violation) => [violation.directive, violation.blocked]),
    [[directive, blocked]],
  );
  await assert.rejects(assertClean(recorder));
  await assert.rejects(assertQuiet(recorder));
}
