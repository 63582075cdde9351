// The built page in a browser, with a record of all it does.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { after, before } from 'node:test';

import { chromium } from 'playwright-core';

import { launchFirefox, savedByFirefox } from './firefox.mjs';
import { assertKept, untilKept } from './offline.mjs';
import { DIST } from './serve.mjs';
import { BROWSER, VARIANT, publish } from './variant.mjs';

const TIMEOUT_MS = 30_000;

/** All tests are to run without the host, after one visit. */
const ALL_KEPT = VARIANT === 'offline';

const BROWSERS = { chromium: launchChromium, firefox: launchFirefox };

/** Starts the browser that the variable BROWSER names: `chromium` unless it says `firefox`; Chromium with `more` arguments. */
export function launch(more = []) {
  assert.ok(Object.hasOwn(BROWSERS, BROWSER), `BROWSER is one of ${Object.keys(BROWSERS).join(', ')}, not ${BROWSER}.`);
  return BROWSERS[BROWSER](more);
}

/** Starts the system's Chromium, with its own background traffic switched off. */
async function launchChromium(more) {
  const executablePath = [
    process.env.CHROMIUM,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
  ].find((path) => path && existsSync(path));
  assert.ok(executablePath, 'There is no Chromium; its path can be given in the variable CHROMIUM.');
  const args = [
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-default-apps',
    '--disable-dev-shm-usage',
    '--disable-sync',
    '--no-first-run',
    // What the page should not ask for does not leave the machine even if it does.
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
    ...more,
  ];
  // Chromium's sandbox refuses to run as root, which is what CI containers have.
  return chromium.launch({ executablePath, args, chromiumSandbox: process.getuid?.() !== 0 });
}

/**
 * For the top of a test file: one place where the page is, as the variable VARIANT says, and one browser for all its tests.
 *
 * `visit(t, { route, context, mounts, init })` opens the page in a context of its own, which ends with
 * the test `t`, and gives `{ page, recorder }`. It waits until the program has taken the place of
 * the loading text, unless `mounts` is false. `init` runs in each page before anything else. `site()` gives the place.
 * The browser is one without service workers, so that all that is asked for can be seen and stopped. With `keeps`, or where
 * the variant is `offline`, the page is opened once before, and then without its host from what the browser keeps.
 */
export function useSite(options = {}) {
  let browser;
  let site;
  before(async () => {
    site = await publish(options);
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });
  return {
    site: () => site,
    visit: async (t, { route = '', context: contextOptions = {}, mounts = true, init, keeps = ALL_KEPT } = {}) => {
      const context = await browser.newContext({ reducedMotion: 'reduce', ...contextOptions });
      t.after(() => context.close());
      context.setDefaultTimeout(TIMEOUT_MS);
      if (keeps) {
        site.cut(false);
        const first = await context.newPage();
        await first.goto(site.url);
        await untilKept(first);
        await first.close();
        site.cut();
      } else {
        site.cut?.(false);
        await context.addInitScript(() => delete Navigator.prototype.serviceWorker);
      }
      if (init) {
        await context.addInitScript(init);
      }
      const recorder = await record(context, site.url, { keeps });
      const page = await context.newPage();
      await site.open(page, route);
      if (mounts) {
        await page.locator('.boot').waitFor({ state: 'detached' });
      }
      return { page, recorder };
    },
  };
}

/**
 * Records what all pages of a context do, their workers included:
 *
 * - `requests`: the address of every request, sent or stopped by the policy, and of every socket
 * - `violations`: every refusal by the content security policy
 * - `errors`: exceptions that nothing caught
 * - `console`: errors and warnings on the console
 *
 * `stored()` tells what the pages have stored in the browser, by kind and name. If the browser `keeps` the page, that is not
 * among it, but is compared with the build, byte by byte.
 */
export async function record(context, base, { keeps = false } = {}) {
  const recorder = { base, requests: [], violations: [], errors: [], console: [] };
  recorder.outside = () =>
    recorder.requests.filter((url) => !url.startsWith(base) && !/^(data|blob):/.test(url));
  // A round trip to each page brings the reports that are still under way.
  recorder.settle = () => Promise.all(context.pages().map((page) => page.evaluate(() => null)));
  recorder.stored = async () => {
    const pages = context.pages();
    const all = [...new Set((await Promise.all(pages.map((page) => page.evaluate(storedNames)))).flat())];
    if (!keeps || pages.length === 0) {
      return all;
    }
    await assertKept(pages[0], base, DIST);
    return all.filter((name) => !name.startsWith(`caches: scs-checker ${base} `));
  };

  context.on('request', (request) => recorder.requests.push(request.url()));
  context.on('page', (page) => {
    page.on('websocket', (socket) => recorder.requests.push(socket.url()));
  });
  context.on('weberror', (error) => recorder.errors.push(String(error.error())));
  context.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) {
      recorder.console.push({ type: message.type(), text: message.text() });
    }
  });
  await context.exposeBinding('__reportViolation', (_source, violation) => {
    recorder.violations.push(violation);
  });
  await context.addInitScript(() => {
    const report = window.__reportViolation;
    delete window.__reportViolation;
    document.addEventListener('securitypolicyviolation', (event) =>
      report({
        directive: event.effectiveDirective,
        blocked: event.blockedURI,
        sample: event.sample,
        source: `${event.sourceFile}:${event.lineNumber}`,
      }),
    );
  });
  return recorder;
}

/** Lets pages use the clipboard without asking anybody. */
export async function allowClipboard(context) {
  // Firefox does so by its settings.
  if (BROWSER === 'chromium') {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  }
}

/** What a page saves while `save` is done: `{ name, text }`. */
export async function saved(page, save) {
  if (BROWSER === 'firefox') {
    return savedByFirefox(page, save);
  }
  const [download] = await Promise.all([page.waitForEvent('download'), save()]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
}

/** Runs in a page. */
async function storedNames() {
  // Some tests take it away.
  const database = (() => {
    try {
      return window.indexedDB;
    } catch {
      return undefined;
    }
  })();
  const databases = (await database?.databases()) ?? [];
  return [
    ...databases.map(({ name }) => `indexedDB: ${name}`),
    ...Object.keys(localStorage).map((name) => `localStorage: ${name}`),
    ...Object.keys(sessionStorage).map((name) => `sessionStorage: ${name}`),
    ...(await caches.keys()).map((name) => `caches: ${name}`),
    ...(document.cookie === '' ? [] : [`cookie: ${document.cookie}`]),
  ];
}

/**
 * Nothing was asked of another place, nothing was refused by the policy, nothing broke, and nothing but `stored` is
 * stored.
 */
export async function assertClean(recorder, { stored = [] } = {}) {
  await recorder.settle();
  assert.deepEqual(
    {
      outside: recorder.outside(),
      violations: recorder.violations,
      errors: recorder.errors,
      console: recorder.console.filter(({ type }) => type === 'error'),
      stored: await recorder.stored(),
    },
    { outside: [], violations: [], errors: [], console: [], stored },
  );
}
