// A static server, as plain as the hosts that the page is made for.

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';

export const DIST = fileURLToPath(new URL('../../../dist/', import.meta.url));

export const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.yaml': 'application/yaml',
};

/** By what an `accept-encoding` calls them; the first that the browser takes is used. */
const ENCODINGS = { br: promisify(brotliCompress), gzip: promisify(gzip) };
/** What names of packed files end with. */
const ENDINGS = { br: '.br', gzip: '.gz' };

/**
 * Serves a folder below a path that is not the root, which finds addresses that are not relative.
 *
 * `extra` adds files or replaces them: `{ 'probe.js': 'text', 'slow.json': async () => 'text' }`.
 * A file that is asked for under another path is 404. With `compresses`, files go out compressed as hosts do it; each is
 * compressed once, when it is first asked for. With `precompressed`, the packed files
 * that lie beside them go out; where there is none, the file itself does. `headers` are sent with every file.
 * `cut()` has it answer nobody, as without a network, but for what is in `extra`, and `cut(false)` everybody again.
 */
export async function serve({
  folder = DIST,
  base = '/a/b/',
  extra = {},
  headers: always = {},
  compresses = false,
  precompressed = false,
} = {}) {
  const compressed = new Map();
  const site = { answers: true };
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    const name = path.startsWith(base) ? path.slice(base.length) || 'index.html' : null;
    if (!site.answers && !Object.hasOwn(extra, name)) {
      request.socket.destroy();
      return;
    }
    const body = name === null ? null : await content(folder, extra, name);
    if (body === null) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('not found');
      return;
    }
    const headers = {
      'content-type': TYPES[extname(name)] ?? 'application/octet-stream',
      'cache-control': 'no-cache',
      ...always,
    };
    const encoding = (compresses || precompressed) && accepted(request.headers['accept-encoding']);
    const key = `${encoding} ${name}`;
    if (encoding && !compressed.has(key)) {
      const packed = () => (Object.hasOwn(extra, name) ? null : content(folder, {}, name + ENDINGS[encoding]));
      compressed.set(key, precompressed ? packed() : ENCODINGS[encoding](body));
    }
    const sent = encoding && (await compressed.get(key));
    if (!sent) {
      response.writeHead(200, headers).end(request.method === 'HEAD' ? undefined : body);
      return;
    }
    response.writeHead(200, { ...headers, 'content-encoding': encoding, vary: 'accept-encoding' });
    response.end(request.method === 'HEAD' ? undefined : sent);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  site.url = `http://127.0.0.1:${server.address().port}${base}`;
  site.cut = (value = true) => {
    site.answers = !value;
    if (value) {
      server.closeAllConnections();
    }
  };
  site.close = () =>
    new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  return site;
}

function accepted(header = '') {
  const names = header.split(',').map((part) => part.split(';')[0].trim());
  return Object.keys(ENCODINGS).find((name) => names.includes(name));
}

async function content(folder, extra, name) {
  if (Object.hasOwn(extra, name)) {
    return typeof extra[name] === 'function' ? extra[name]() : extra[name];
  }
  const path = normalize(join(folder, name));
  if (!path.startsWith(normalize(folder + sep))) {
    return null;
  }
  return readFile(path).catch(() => null);
}
