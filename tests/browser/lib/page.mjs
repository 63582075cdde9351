// The built page in a browser, with a record of all it does.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { after, before } from 'node:test';

import { chromium } from 'playwright-core';

import { launchFirefox, savedByFirefox } from './firefox.mjs';
import { assertKept, untilKept } from './offline.mjs';
import { DIST } from './serve.mjs';
import { BROWSER, VARIANT, publish } from './variant.mjs';

const TIMEOUT_MS = 30_000;

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
 *
 * Each visit below a path of a host in Chromium ends with `assertQuiet`, so that no test can forget it. What a test brings
 * about itself it names in `except`, by the lists of `assertQuiet`: what no pattern names makes the test fail, and so does a
 * pattern that names nothing, unless it stands in `may`.
 */
export function useSite(options = {}) {
  const { variant = VARIANT } = options;
  // All tests are to run without the host, after one visit.
  const isKept = variant === 'offline';
  // Elsewhere other things are asked for, or none: the journeys look at that themselves.
  const isUsual = variant === 'sub-path' && BROWSER === 'chromium';
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
    visit: async (
      t,
      { route = '', context: contextOptions = {}, mounts = true, init, keeps = isKept, except = {}, may = {} } = {},
    ) => {
      const context = await browser.newContext({ reducedMotion: 'reduce', ...contextOptions });
      let recorder;
      t.after(async () => {
        try {
          if (recorder && isUsual && !keeps) {
            await assertQuiet(recorder, { except, may, extra: Object.keys(options.extra ?? {}) });
          }
        } finally {
          await context.close();
        }
      });
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
      recorder = await record(context, site.url, { keeps });
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
 * - `sent`: what a request carried beside its address: another method than GET, or a body
 * - `calls`: what no request tells of: connections between browsers, WebTransport
 * - `violations`: every refusal by the content security policy
 * - `errors`: exceptions that nothing caught
 * - `console`: errors and warnings on the console; `said`: all that was written there
 * - `documents` and `workers`: how many there were
 *
 * `stored()` tells what the pages have stored in the browser, by kind and name. If the browser `keeps` the page, that is not
 * among it, but is compared with the build, byte by byte. A made-up `host` that the page may ask is put there by the test.
 */
export async function record(context, base, { keeps = false } = {}) {
  const recorder = {
    base, requests: [], sent: [], calls: [], violations: [], errors: [], console: [], said: [], documents: 0, workers: 0, host: null,
  };
  recorder.outside = () =>
    recorder.requests.filter((url) => !url.startsWith(base) && !/^(data|blob):/.test(url));
  const pages = () => context.pages().filter((page) => !page.isClosed());
  // A round trip to each page brings the reports that are still under way.
  recorder.settle = () => Promise.all(pages().map((page) => page.evaluate(() => null)));
  recorder.stored = async () => {
    const [first] = pages();
    const all = [...new Set((await Promise.all(pages().map((page) => page.evaluate(storedNames)))).flat())];
    if (!keeps || !first) {
      return all;
    }
    await assertKept(first, base, DIST);
    return all.filter((name) => !name.startsWith(`caches: scs-checker ${base} `));
  };

  context.on('request', (request) => {
    recorder.requests.push(request.url());
    recorder.documents += request.isNavigationRequest() ? 1 : 0;
    if (request.method() !== 'GET' || request.postDataBuffer() !== null) {
      recorder.sent.push(`${request.method()} ${request.url()}`);
    }
  });
  context.on('page', (page) => {
    page.on('websocket', (socket) => recorder.requests.push(socket.url()));
    page.on('worker', () => {
      recorder.workers += 1;
    });
  });
  context.on('weberror', (error) => recorder.errors.push(String(error.error())));
  context.on('console', (message) => {
    recorder.said.push(message.text());
    if (['error', 'warning'].includes(message.type())) {
      recorder.console.push({ type: message.type(), text: message.text(), url: message.location().url });
    }
  });
  await context.exposeBinding('__report', (_source, list, what) => {
    recorder[list].push(what);
  });
  await context.addInitScript(() => {
    const report = window.__report;
    delete window.__report;
    document.addEventListener('securitypolicyviolation', (event) =>
      report('violations', {
        directive: event.effectiveDirective,
        blocked: event.blockedURI,
        sample: event.sample,
        source: `${event.sourceFile}:${event.lineNumber}`,
      }),
    );
    for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection', 'WebTransport'].filter((name) => name in window)) {
      window[name] = new Proxy(window[name], {
        construct: (target, values) => {
          report('calls', name);
          return Reflect.construct(target, values);
        },
      });
    }
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
      sent: recorder.sent,
      calls: recorder.calls,
      violations: recorder.violations,
      errors: recorder.errors,
      console: recorder.console.filter(({ type }) => type === 'error'),
      stored: await recorder.stored(),
    },
    { outside: [], sent: [], calls: [], violations: [], errors: [], console: [], stored },
  );
}

/**
 * How every visit ends: as in `assertClean`, and of its own place the page asked for files of the build only: each once by a
 * document, or by a worker; examples as often as a person wants them.
 *
 * `except` has patterns by list: `outside`, `inside`, `sent`, `calls`, `violations`, `errors`, `console`, `stored`. `may` has
 * such for what comes or does not, as a matter of time.
 */
export async function assertQuiet(recorder, { except = {}, may = {}, extra = [] } = {}) {
  await recorder.settle();
  const hosts = recorder.host?.asked ?? [];
  const found = {
    outside: recorder.outside().filter((url) => !hosts.includes(url)),
    inside: await unexpected(recorder, extra),
    sent: recorder.sent,
    calls: recorder.calls,
    violations: recorder.violations.map(({ directive, blocked, sample }) => `${directive} ${blocked} ${sample}`),
    errors: recorder.errors,
    // Browsers tell of each answer of a host that is no good.
    console: recorder.console
      .filter(({ text, url }) => !hosts.some((asked) => url === asked || text.includes(asked)))
      .map(({ type, text }) => `${type}: ${text}`),
    stored: await recorder.stored(),
  };
  const lists = Object.entries(found);
  const isNamed = (list, text) => [...(except[list] ?? []), ...(may[list] ?? [])].some((pattern) => pattern.test(text));
  const rest = lists.map(([list, texts]) => [list, texts.filter((text) => !isNamed(list, text))]);
  const unused = Object.entries(except).flatMap(([list, patterns]) =>
    patterns.filter((pattern) => !found[list].some((text) => pattern.test(text))).map((pattern) => `${list}: ${pattern}`),
  );
  assert.deepEqual(
    { ...Object.fromEntries(rest), unused },
    { ...Object.fromEntries(lists.map(([list]) => [list, []])), unused: [] },
  );
}

/** Requests of the page's own place that no build has need of, or more of them. */
async function unexpected(recorder, extra) {
  const files = await buildFiles();
  const counts = new Map();
  for (const url of recorder.requests.filter((url) => url.startsWith(recorder.base))) {
    const name = url.slice(recorder.base.length).replace(/#.*$/, '');
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const most = (name) => {
    if (!['', ...files, ...extra].includes(name)) return 0;
    // The browser itself asks for the icon again with every change of the address.
    if (/^samples\/|^icon/.test(name)) return Infinity;
    return /worker/.test(name) ? Math.max(recorder.workers, recorder.documents) : recorder.documents;
  };
  return [...counts].filter(([name, count]) => count > most(name)).map(([name, count]) => `${count} × ${name || '.'}`);
}

/** The files of the build, by their names in it. */
export async function buildFiles() {
  const entries = await readdir(DIST, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ path, name }) => `${path}/${name}`);
  return files.map((file) => file.slice(DIST.length).replace(/^\/+/, ''));
}
