// Tries the set-ups of docs/hosting.md in the servers that are installed, below a port of this machine: looks at what each
// sends with every kind of file, and at the page in Chromium.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { headers as documented, snippet } from './lib/hosting.mjs';
import { assertClean, launch, record } from './lib/page.mjs';
import { DIST } from './lib/serve.mjs';

const PORT = 8931;
const URL_OF_SITE = `http://127.0.0.1:${PORT}/`;
const UNHASHED = 'no-cache, no-transform';
const HASHED = 'public, max-age=31536000, immutable, no-transform';
const DEBIAN_MODULES = '/usr/lib/nginx/modules/';
const APACHE_MODULES = '/usr/lib/apache2/modules/';

/** Each gives the command that serves a folder, with its files in another one. */
const SERVERS = {
  nginx: {
    program: '/usr/sbin/nginx',
    says: 'all',
    async start(root, work) {
      const server = (await snippet('nginx')).replace('/srv/scs-checker', root).replace('listen 80', `listen 127.0.0.1:${PORT}`);
      const brotli = `${DEBIAN_MODULES}ngx_http_brotli_static_module.so`;
      assert.ok(existsSync(brotli), `${brotli} is missing: libnginx-mod-http-brotli-static`);
      // The types are included from beside the file.
      await cp('/etc/nginx/mime.types', join(work, 'mime.types'));
      const config = `load_module ${brotli};
daemon off;
error_log ${work}/error.log;
pid ${work}/pid;
events {}
http {
access_log off;
client_body_temp_path ${work}/body; proxy_temp_path ${work}/proxy; fastcgi_temp_path ${work}/fastcgi;
uwsgi_temp_path ${work}/uwsgi; scgi_temp_path ${work}/scgi;
default_type application/octet-stream;
${server}
}
`;
      await writeFile(join(work, 'nginx.conf'), config);
      return ['-c', join(work, 'nginx.conf'), '-p', work, ...(process.getuid() === 0 ? ['-g', 'user root;'] : [])];
    },
  },
  Apache: {
    program: '/usr/sbin/apache2',
    says: 'all',
    async start(root, work) {
      const directory = (await snippet('apache')).replace('/srv/scs-checker', root);
      const modules = ['mpm_event', 'authz_core', 'mime', 'dir', 'headers', 'rewrite'];
      const config = `ServerRoot ${work}
ServerName localhost
Listen 127.0.0.1:${PORT}
PidFile ${work}/pid
ErrorLog ${work}/error.log
${modules.map((name) => `LoadModule ${name}_module ${APACHE_MODULES}mod_${name}.so`).join('\n')}
TypesConfig /etc/mime.types
# As Debian has it.
AddType application/x-gzip .gz
DocumentRoot ${root}
${directory}
`;
      await writeFile(join(work, 'apache.conf'), config);
      return ['-D', 'FOREGROUND', '-f', join(work, 'apache.conf')];
    },
  },
  Caddy: {
    program: '/usr/bin/caddy',
    says: 'all',
    async start(root, work) {
      const site = (await snippet('caddy')).replace('/srv/scs-checker', root).replace(/^:80 /m, `http://127.0.0.1:${PORT} `);
      await writeFile(join(work, 'Caddyfile'), `{\n\tadmin off\n}\n${site}`);
      return ['run', '--adapter', 'caddyfile', '--config', join(work, 'Caddyfile')];
    },
  },
  Python: {
    program: ['/usr/bin/python3', '/usr/local/bin/python3'].find(existsSync) ?? '/usr/bin/python3',
    says: 'nothing',
    start: async (root) => ['-m', 'http.server', '--bind', '127.0.0.1', '--directory', root, String(PORT)],
  },
};

const TYPES = {
  css: /^text\/css(; ?charset=utf-8)?$/i,
  html: /^text\/html(; ?charset=utf-8)?$/i,
  js: /^(text|application)\/javascript(; ?charset=utf-8)?$/i,
  json: /^application\/json$/,
  svg: /^image\/svg\+xml(; ?charset=utf-8)?$/i,
  txt: /^text\/plain(; ?charset=utf-8)?$/i,
  wasm: /^application\/wasm$/,
  webmanifest: /^application\/manifest\+json$/,
};

/** What a server sends, as it is: `fetch` would unpack it. */
function get(name, accepts) {
  return new Promise((resolve, reject) => {
    const asked = request(URL_OF_SITE + name, { headers: { 'accept-encoding': accepts }, agent: false }, (response) => {
      response.resume();
      response.on('end', () => resolve(response));
    });
    asked.on('error', reject).end();
  });
}

async function untilItAnswers() {
  for (let tries = 0; ; tries += 1) {
    try {
      return await get('', 'identity');
    } catch (error) {
      if (tries === 50) {
        throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

async function lookAtHeaders(root, says) {
  const all = await readdir(root, { recursive: true, withFileTypes: true });
  const names = all.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
  const wanted = await documented();
  let looked = 0;
  for (const name of ['', ...names.filter((name) => !/\.(br|gz)$/.test(name))]) {
    const ending = name === '' ? 'html' : name.split('.').pop();
    for (const [accepts, encoding, sibling] of [['br, gzip', 'br', '.br'], ['gzip', 'gzip', '.gz'], ['identity', undefined, '']]) {
      const { statusCode, headers } = await get(name, accepts);
      const what = `/${name}, ${accepts}`;
      assert.equal(statusCode, 200, what);
      looked += 1;
      if (Object.hasOwn(TYPES, ending) && !(says === 'nothing' && ending === 'webmanifest')) {
        assert.match(headers['content-type'] ?? '', TYPES[ending], what);
      }
      if (says === 'nothing') {
        continue;
      }
      const isPacked = sibling !== '' && names.includes(`${name || 'index.html'}${sibling}`);
      assert.equal(headers['content-encoding'], isPacked ? encoding : undefined, what);
      if (isPacked) {
        assert.match(headers.vary ?? '', /accept-encoding/i, what);
      }
      const isHashed = /-[0-9a-f]{12,16}(_bg)?\.(css|js|svg|wasm)$/.test(name);
      assert.equal(headers['cache-control'], isHashed ? HASHED : UNHASHED, what);
      for (const [header, value] of Object.entries(wanted)) {
        assert.equal(headers[header], value, `${what}: ${header}`);
      }
    }
  }
  return looked;
}

async function lookAtPage() {
  const browser = await launch();
  try {
    const context = await browser.newContext();
    const recorder = await record(context, URL_OF_SITE);
    const page = await context.newPage();
    await page.goto(URL_OF_SITE);
    await page.getByRole('button', { name: 'A cloud with faults' }).click();
    await page.locator('main h1').filter({ hasText: 'requirements of v5.1 fail' }).waitFor();
    await assertClean(recorder);
    assert.deepEqual(recorder.console, []);
  } finally {
    await browser.close();
  }
}

let tried = 0;
for (const [name, { program, says, start }] of Object.entries(SERVERS)) {
  if (!existsSync(program)) {
    console.log(`${name}: not tried, for there is no ${program}`);
    continue;
  }
  const work = await mkdtemp(join(tmpdir(), 'scs-checker-host-'));
  // What a server drops its rights to must be able to read it.
  const root = join(work, 'root');
  await mkdir(root);
  await cp(DIST, root, { recursive: true });
  await writeFile(join(root, 'probe.webmanifest'), '{}');
  const server = spawn(program, await start(root, work), { cwd: work, env: { ...process.env, HOME: work } });
  const said = [];
  server.stdout.on('data', (text) => said.push(text));
  server.stderr.on('data', (text) => said.push(text));
  const ended = new Promise((resolve) => server.once('exit', resolve));
  try {
    await untilItAnswers();
    const looked = await lookAtHeaders(root, says);
    await lookAtPage();
    console.log(`${name}: as documented (${looked} answers), and the page works`);
    tried += 1;
  } catch (error) {
    console.error(`${name} said:\n${Buffer.concat(said).toString().slice(-2000)}`);
    throw error;
  } finally {
    server.kill();
    await ended;
    await rm(work, { recursive: true, force: true });
  }
}
assert.ok(tried > 0, 'no server is installed');
