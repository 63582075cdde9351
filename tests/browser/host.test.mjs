// The page on hosts that do as docs/hosting.md says, and on some that do what they should not.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { headers } from './lib/hosting.mjs';
import { assertClean, useSite } from './lib/page.mjs';
import { DIST, serve } from './lib/serve.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const files = await readdir(DIST, { recursive: true });

/** Which hosts they are is said here, whatever variant the others run on. */
const useHost = (options) => useSite({ variant: 'sub-path', ...options });

/** The file of the build with this name before its hash. */
const built = (pattern) => {
  const found = files.filter((name) => pattern.test(name));
  assert.equal(found.length, 1, `${pattern}: ${found}`);
  return found[0];
};
const text = (name) => readFile(join(DIST, name), 'utf8');

/** From a first visit over an example, which the worker reads and judges, to the answer. */
async function judge({ page, recorder }) {
  await page.getByRole('button', { name: 'A cloud with faults' }).click();
  await page.locator('main h1').filter({ hasText: 'requirements of v5.1 fail' }).waitFor();
  await assertClean(recorder);
  assert.deepEqual(recorder.console, []);
}

describe('a host that sends packed files', () => {
  const { visit } = useHost({ precompressed: true });

  test('serves the page as any other', async (t) => {
    const { page, recorder } = await visit(t, { mounts: false });
    const encodings = new Map();
    page.context().on('response', (response) => {
      encodings.set(response.url().slice(recorder.base.length), response.headers()['content-encoding']);
    });
    await page.reload();
    await judge({ page, recorder });
    const modules = [...encodings.keys()].filter((name) => name.endsWith('.wasm'));
    assert.equal(modules.length, 2);
    for (const name of ['', ...modules, built(/^start-page-.*\.js$/), built(/^base-.*\.css$/)]) {
      assert.equal(encodings.get(name), 'br', name);
    }
  });
});

describe('a host that sends the headers', async () => {
  const sent = await headers();
  const { visit } = useHost({ headers: sent });

  test('serves a page that works and breaks none of their rules', async (t) => {
    assert.deepEqual(Object.keys(sent).sort(), [
      'content-security-policy',
      'cross-origin-embedder-policy',
      'cross-origin-opener-policy',
      'cross-origin-resource-policy',
      'referrer-policy',
      'x-content-type-options',
    ]);
    await judge(await visit(t));
  });

  // Without the header it could: smoke.test.mjs.
  test('keeps the worker from other hosts, too', async (t) => {
    let asked = 0;
    const foreign = await serve({
      base: '/',
      extra: {
        'a.txt': () => {
          asked += 1;
          return 'a';
        },
      },
      headers: { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' },
    });
    t.after(foreign.close);
    const { page } = await visit(t);
    const started = page.waitForEvent('worker');
    await page.mouse.move(20, 20);
    const worker = await started;
    const outcome = await worker.evaluate(
      (url) =>
        new Promise((resolve) => {
          addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective));
          fetch(url).then(
            () => resolve('loaded'),
            () => {},
          );
        }),
      `${foreign.url}a.txt`,
    );
    assert.equal(outcome, 'connect-src');
    assert.equal(asked, 0);
  });

  test('keeps the page out of frames', async (t) => {
    const { page } = await visit(t, { except: { console: [/frame-ancestors|404/], outside: [/frame\.html/] } });
    const frame = await serve({ base: '/', extra: { 'frame.html': `<!doctype html><iframe src="${page.url()}"></iframe>` } });
    t.after(frame.close);
    const outer = await page.context().newPage();
    await outer.goto(`${frame.url}frame.html`);
    assert.equal(await outer.frames()[1].locator('#app').count(), 0);
  });
});

describe('a host that changes a file on the way', () => {
  const script = built(/^start-page-.*\.js$/);
  const imported = built(/^scs-checker-[0-9a-f]+\.js$/);
  const styles = built(/^base-.*\.css$/);
  const { visit } = useHost({
    extra: {
      // Each of them would do as before, and one thing more.
      [script]: async () => `${await text(script)}\nwindow.changed = true;\n`,
      [styles]: async () => `${await text(styles)}\nbody { outline: 9px solid red }\n`,
    },
  });
  const other = useHost({ extra: { [imported]: async () => `${await text(imported)}\nwindow.changed = true;\n` } });

  test('is not believed: neither a script nor a style sheet', async (t) => {
    const { page, recorder } = await visit(t, { mounts: false, except: { console: [/integrity/] } });
    await page.waitForLoadState('networkidle');
    assert.equal(await page.evaluate(() => window.changed), undefined);
    assert.equal(await page.evaluate(() => getComputedStyle(document.body).outlineWidth === '9px'), false);
    await page.getByText('the program could not start').waitFor();
    for (const name of [script, styles]) {
      assert.ok(recorder.console.some((entry) => entry.text.includes('integrity') && entry.text.includes(name)), name);
    }
  });

  test('is not believed in what a script imports, either', async (t) => {
    const { page, recorder } = await other.visit(t, { mounts: false, except: { console: [/integrity|preloaded/] } });
    await page.waitForLoadState('networkidle');
    assert.equal(await page.evaluate(() => window.changed), undefined);
    await page.getByText('the program could not start').waitFor();
    assert.ok(recorder.console.some((entry) => entry.text.includes('integrity') && entry.text.includes(imported)));
  });
});

describe('a page that was built to ask nobody', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'scs-checker-no-hosts-'));
  await cp(DIST, folder, { recursive: true });
  const xtask = `. scripts/common.sh; xtask hosts '${folder}'`;
  await promisify(execFile)('sh', ['-c', xtask], { cwd: ROOT, env: { ...process.env, IMPACT_HOSTS: '' } });
  const { visit } = useHost({ folder, precompressed: true });
  const usual = useHost();
  const field = (page) => page.getByLabel('Pull request of the standards');

  test('has no field for pull requests and a policy without hosts', async (t) => {
    t.after(() => rm(folder, { recursive: true }));
    const { page, recorder } = await visit(t, { route: '#/impact' });
    await page.getByRole('heading', { level: 1 }).waitFor();
    assert.equal(await page.locator('#app').getAttribute('data-hosts'), '');
    const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
    assert.match(policy, /; connect-src 'self'; /);
    assert.doesNotMatch(policy, /https?:/);
    assert.equal(await field(page).count(), 0);
    assert.equal(await field((await usual.visit(t, { route: '#/impact' })).page).count(), 1);
    await page.goto(`${recorder.base}#/`);
    await judge({ page, recorder });
  });
});

describe('any host', () => {
  const { visit } = useHost();

  test('has the licences to which the page links', async (t) => {
    // A text has no icon, and the browser looks for one.
    const { page, recorder } = await visit(t, { route: '#/about', except: { console: [/404/] } });
    const opened = page.waitForEvent('popup');
    await page.getByRole('link', { name: 'Licences of all parts' }).click();
    const licences = await opened;
    assert.equal(licences.url(), `${recorder.base}licences.txt`);
    for (const part of [/^scs-checker 0\./m, /^yew 0\./m, /^core 1\./m, /Apache License/, /UNICODE LICENSE V3/, /^\[1\] -/m]) {
      assert.match(await licences.locator('body').innerText(), part);
    }
  });

  test('has no file that the page does not know, and none is missing', async () => {
    const html = await text('index.html');
    const named = [...html.matchAll(/(?:href|src|data-worker)="\.\/([^"#]+)"/g)].map(([, name]) => name);
    assert.ok(named.length > 10);
    for (const name of named) {
      assert.ok(files.includes(name), name);
    }
  });
});
