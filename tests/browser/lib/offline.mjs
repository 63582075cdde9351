// Versions of the built page, a host that can fail, and what a browser keeps.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdtemp, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { DIST, TYPES } from './serve.mjs';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const SAMPLE = 'samples/example-conformant.json';
/** What lies on a host and does not make the page. */
const BESIDE = /^sw\.js$|^SHA256SUMS$|^scs-checker\.html$|\.(br|gz|cdx\.json)$/;

const hash = (algorithm, content, form) => createHash(algorithm).update(content).digest(form);

/** Has xtask finish a folder, as `make dist` does. */
export async function finish(folder, env = {}) {
  const options = { cwd: ROOT, env: { ...process.env, ...env } };
  await promisify(execFile)('sh', ['-c', `. scripts/common.sh; xtask finish '${folder}'`], options);
}

/**
 * A version of the page in a folder of its own, which says its name wherever it can: in the page, a style, both programs'
 * scripts and an example. Files that bear a hash get a new name, as they do when they are built.
 */
export async function version(name, env) {
  const folder = await mkdtemp(join(tmpdir(), 'scs-checker-version-'));
  await cp(DIST, folder, { recursive: true });
  for (const file of await filesIn(folder)) {
    if (BESIDE.test(file)) await rm(join(folder, file));
  }
  const changes = [
    [/^tokens-\w+\.css$/, (text) => `${text}\n:root { --version: ${name}; }\n`],
    [/^scs-checker-[0-9a-f]+\.js$/, (text) => `${text}\nglobalThis.version = '${name}';\n`],
    [/^start-worker-\w+\.js$/, (text) => `${text}\nglobalThis.version = '${name}';\n`],
    [/^samples\/example-conformant\.json$/, (text) => `${text}\n\n${' '.repeat(name.length)}\n`],
  ];
  for (const [pattern, change] of changes) {
    const file = (await filesIn(folder)).find((file) => pattern.test(file));
    await rewrite(folder, file, change);
  }
  await rewrite(folder, 'index.html', (html) => html.replace('<title>', `<meta name="version" content="${name}">$&`));
  await rewrite(folder, 'index.html', async (html) => withHashes(folder, html));
  await finish(folder, env);
  return folder;
}

/** Changes a file; if it bears a hash it gets another name, and so does what names it. */
async function rewrite(folder, file, change) {
  const text = await change(await readFile(join(folder, file), 'utf8'));
  await writeFile(join(folder, file), text);
  const renamed = file.replace(/-[0-9a-f]{12,16}(?=\.)/, `-${hash('sha256', text, 'hex').slice(0, 16)}`);
  if (renamed === file) return;
  await rename(join(folder, file), join(folder, renamed));
  for (const user of (await filesIn(folder)).filter((user) => /\.(html|js)$/.test(user))) {
    if ((await readFile(join(folder, user), 'utf8')).includes(file)) {
      await rewrite(folder, user, (text) => text.replaceAll(file, renamed));
    }
  }
}

/** The page with the hashes of its scripts and of the files that it names made anew. */
async function withHashes(folder, html) {
  for (const [tag, name, algorithm, old] of html.matchAll(/="\.\/([^"]+)"[^>]*integrity="(sha\d+)-([^"]+)"/g)) {
    const content = await readFile(join(folder, name));
    html = html.replace(tag, tag.replace(old, hash(algorithm, content, 'base64')));
  }
  const [, inline] = html.match(/<script type="module">([^]*?)<\/script>/) ?? [];
  return inline ? html.replace(/'sha256-[^']+'/, `'sha256-${hash('sha256', inline, 'base64')}'`) : html;
}

/** The names of the files below a folder. */
export async function filesIn(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map(({ parentPath, path, name }) => join(parentPath ?? path, name).slice(join(folder, '/').length)).sort();
}

/** The files that make the page, by what a browser asks for, each with the hash of its content. */
export async function build(folder) {
  const names = (await filesIn(folder)).filter((name) => !BESIDE.test(name));
  const hashed = names.map(async (name) => [
    name === 'index.html' ? '' : name,
    hash('sha256', await readFile(join(folder, name)), 'hex'),
  ]);
  return Object.fromEntries((await Promise.all(hashed)).sort());
}

/**
 * A host below `/a/b/` whose `folder` can be changed. `asked` are the names that were asked of it. `fault(name, index)` may
 * give what goes wrong with a request, the index-th since `fault` was set: 'drop', 'truncate' or a status; `mix(name)` may
 * give another folder to take a file from. `stop()` and `start()` are the host going and coming back under its address.
 */
export class Host {
  base = '/a/b/';
  asked = [];
  mix = () => undefined;
  #fault = () => undefined;
  #since = 0;
  #port = 0;

  constructor(folder) {
    this.folder = folder;
  }

  set fault(fault) {
    this.#fault = fault;
    this.#since = this.asked.length;
  }

  get url() {
    return `http://127.0.0.1:${this.#port}${this.base}`;
  }

  async start() {
    this.server = createServer((request, response) => this.#answer(request, response));
    await new Promise((resolve) => this.server.listen(this.#port, '127.0.0.1', resolve));
    this.#port = this.server.address().port;
  }

  async stop() {
    await new Promise((resolve) => {
      this.server.close(resolve);
      this.server.closeAllConnections();
    });
  }

  async #answer(request, response) {
    const path = new URL(request.url, this.url).pathname;
    const name = path.startsWith(this.base) ? path.slice(this.base.length) || 'index.html' : path;
    const fault = this.#fault(name, this.asked.length - this.#since);
    this.asked.push(name);
    if (fault === 'drop') return request.socket.destroy();
    const body = await readFile(join(this.mix(name) ?? this.folder, name)).catch(() => null);
    if (typeof fault === 'number' || body === null) {
      return response.writeHead(fault ?? 404, { 'content-type': 'text/plain' }).end('no');
    }
    const headers = { 'content-type': TYPES[extname(name)] ?? 'application/octet-stream', 'cache-control': 'no-cache' };
    response.writeHead(200, { ...headers, 'content-length': body.length });
    if (fault === 'truncate') {
      response.write(body.subarray(0, body.length / 2), () => request.socket.destroy());
    } else {
      response.end(body);
    }
  }
}

/** What the caches hold, by their names: the hash of each content by its name below `base`. */
export async function kept(page, base) {
  return page.evaluate(async (base) => {
    const hex = (buffer) => [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    const all = {};
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      all[name] = {};
      for (const { url } of await cache.keys()) {
        // A mark without content.
        if (url === `${base}?runs`) continue;
        const content = await (await cache.match(url)).arrayBuffer();
        all[name][url.replace(base, '')] = hex(await crypto.subtle.digest('SHA-256', content));
      }
    }
    return all;
  }, base);
}

/** The browser keeps the build in a folder, exactly, and nothing else of the page. */
export async function assertKept(page, base, folder) {
  const caches = Object.entries(await kept(page, base)).filter(([name]) => name.startsWith(`scs-checker ${base} `));
  assert.equal(caches.length, 1, `one version: ${caches.map(([name]) => name)}`);
  const [[name, files]] = caches;
  assert.match(name, new RegExp(`^scs-checker ${base} [0-9a-f]{16}$`));
  assert.deepEqual(Object.fromEntries(Object.entries(files).sort()), await build(folder));
}

/** Waits until the browser keeps the page that is open. */
export async function untilKept(page) {
  await page.evaluate(() => {
    const late = (_, reject) => setTimeout(reject, 30_000, new Error('the page is not kept'));
    return Promise.race([navigator.serviceWorker.ready, new Promise(late)]);
  });
}

/** Which version says its name where, after all of it was used: the worker and an example as well. */
export async function versionsIn(page) {
  await page.locator('.boot').waitFor({ state: 'detached' });
  if (page.workers().length === 0) {
    const started = page.waitForEvent('worker');
    await page.mouse.move(10, 10);
    await page.mouse.move(20, 20);
    await started;
  }
  const [worker] = page.workers();
  return {
    ...(await page.evaluate(async (sample) => {
      const text = await (await fetch(`./${sample}`)).text();
      return {
        page: document.querySelector('meta[name="version"]')?.content,
        style: getComputedStyle(document.documentElement).getPropertyValue('--version').trim(),
        script: globalThis.version,
        sample: text.match(/\n\n( +)\n$/)?.[1].length,
      };
    }, SAMPLE)),
    worker: await worker.evaluate(() => globalThis.version),
  };
}

/** All of the page is of one version. */
export async function assertVersion(page, name) {
  const expected = { page: name, style: name, script: name, sample: name.length, worker: name };
  assert.deepEqual(await versionsIn(page), expected);
}
