// A cloud on loopback that answers the real `openstack` client with the made-up cloud of tests/data/samples.
//
// It speaks as much of Keystone, Nova, Glance, Cinder and Neutron as exports need, in the way of the real services:
// pages are short, so that a client that forgets the next one is seen, and what a filter hides stays hidden.

import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';

const SAMPLES = new URL('../data/samples/', import.meta.url);
const PASSWORD = 'not-a-secret';
const PAGE = 3;

const text = (name) => readFileSync(new URL(name, SAMPLES), 'utf8');
const sample = (name) => JSON.parse(text(name));

const FLAVORS = sample('flavors.nova-api.json').flavors;
// Two answers stand in this file, one a line: the images of a plain listing, and the hidden ones.
const IMAGES = text('images.glance-api.json')
  .trim()
  .split('\n')
  .flatMap((answer) => JSON.parse(answer).images);
const VOLUME_TYPES = sample('volume-types.cinder-api.json').volume_types;
const RULES = sample('security-group-default-rules.neutron-api.json').default_security_group_rules;
const TOKEN = sample('catalog.keystone-token.json').token;
const IMAGE_USAGE = sample('image-usage.glance-api.json').usage;

// The services that answer here, by the type in the catalog. The others' addresses lead nowhere, as in the sample.
const PATHS = {
  identity: '/identity',
  compute: '/compute/v2.1',
  image: '/image',
  network: '/network',
  volumev3: `/volume/v3/${TOKEN.project.id}`,
};

/**
 * Starts a cloud. `refuses` names services by their type, and the status that they answer instead: `{ compute: 403 }`.
 * `keepsRule` says of a default security group rule whether this cloud has it.
 */
export async function startFakeCloud({ refuses = {}, keepsRule = () => true, onRequest = () => {} } = {}) {
  const requests = [];
  const tokens = new Set();
  const rules = RULES.filter(keepsRule);

  const server = createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      requests.push({ method: request.method, path: request.url });
      onRequest(requests.at(-1));
      const body = Buffer.concat(chunks).toString();
      const { status = 200, headers = {}, json, html } = answer(request, new URL(request.url, origin), body);
      response.writeHead(status, { 'Content-Type': html ? 'text/html' : 'application/json', ...headers });
      response.end(html ?? asPythonWrites(json));
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;

  const catalog = TOKEN.catalog.map((service) => ({
    ...service,
    // The keys of an endpoint come in no order that a reader could rely on.
    endpoints: service.endpoints
      .map((endpoint) => ({ ...endpoint, url: PATHS[service.type] ? origin + PATHS[service.type] : endpoint.url }))
      .map(({ url, region, interface: face, ...rest }) => ({ url, ...rest, region, interface: face })),
  }));

  function answer(request, url, body) {
    const { method } = request;
    const path = url.pathname.replace(/\/+$/, '');
    const version = versions(path);
    if (version && method === 'GET') return version;
    if (path === '/identity/v3/auth/tokens' && method === 'POST') return login(JSON.parse(body));
    if (!tokens.has(request.headers['x-auth-token'])) {
      return { status: 401, json: { error: { code: 401, title: 'Unauthorized', message: 'Please log in.' } } };
    }
    const refused = Object.keys(refuses).find((type) => path.startsWith(PATHS[type]));
    if (refused) return refusal(path, refuses[refused]);
    return (method === 'GET' && resource(path, url.searchParams, request.headers)) || refusal(path, 404);
  }

  function versions(path) {
    const links = (rest) => [{ rel: 'self', href: `${origin}${rest}/` }];
    const micro = (version, min_version) => ({ version, min_version, updated: '2025-01-01T00:00:00Z' });
    const keystone = { id: 'v3.14', status: 'stable', links: links('/identity/v3') };
    const nova = { id: 'v2.1', status: 'CURRENT', links: links('/compute/v2.1'), ...micro('2.96', '2.1') };
    const glance = { id: 'v2.16', status: 'CURRENT', links: links('/image/v2') };
    const cinder = { id: 'v3.0', status: 'CURRENT', links: links('/volume/v3'), ...micro('3.71', '3.0') };
    const neutron = { id: 'v2.0', status: 'CURRENT', links: links('/network/v2.0') };
    const found = {
      '/identity': { status: 300, json: { versions: { values: [keystone] } } },
      '/identity/v3': { json: { version: keystone } },
      '/compute': { json: { versions: [nova] } },
      '/compute/v2.1': { json: { version: nova } },
      '/image': { status: 300, json: { versions: [glance] } },
      '/image/versions': { json: { versions: [glance] } },
      '/volume': { status: 300, json: { versions: [cinder] } },
      '/volume/v3': { json: { versions: [cinder] } },
      '/network': { json: { versions: [neutron] } },
    };
    return found[path];
  }

  function login({ auth }) {
    if (auth.identity.password?.user.password !== PASSWORD) {
      return { status: 401, json: { error: { code: 401, title: 'Unauthorized', message: 'Wrong password.' } } };
    }
    const token = `gAAAAA${randomBytes(60).toString('base64url')}`;
    tokens.add(token);
    return { status: 201, headers: { 'X-Subject-Token': token }, json: { token: { ...TOKEN, catalog } } };
  }

  const resources = [
    [/^\/compute\/v2\.1\/flavors\/detail$/, ({ query, headers }) => flavors(query, headers)],
    // The client asks again for the extra specs of a flavor that has none.
    [
      /^\/compute\/v2\.1\/flavors\/([^/]+)\/os-extra_specs$/,
      ({ id }) => one(FLAVORS, id, ({ extra_specs }) => ({ extra_specs })),
    ],
    [/^\/image\/v2\/images$/, ({ query }) => images(query)],
    [/^\/image\/v2\/images\/([^/]+)$/, ({ id }) => one(IMAGES, id, (image) => image)],
    [/^\/image\/v2\/info\/usage$/, () => ({ json: { usage: IMAGE_USAGE } })],
    // One page: Cinder's is 1000 types long, and the client does not follow its links.
    [
      /^\/volume\/v3\/\w+\/types$/,
      ({ query }) => ({ json: { volume_types: ofPublicity(VOLUME_TYPES, query, 'is_public') } }),
    ],
    [/^\/network\/v2\.0\/default-security-group-rules$/, () => ({ json: { default_security_group_rules: rules } })],
    [
      /^\/network\/v2\.0\/default-security-group-rules\/([^/]+)$/,
      ({ id }) => one(rules, id, (rule) => ({ default_security_group_rule: rule })),
    ],
  ];

  function resource(path, query, headers) {
    for (const [pattern, found] of resources) {
      const match = pattern.exec(path);
      if (match) return found({ id: match[1] && decodeURIComponent(match[1]), query, headers });
    }
    return undefined;
  }

  // Without is_public an administrator is shown public flavors only. Fields came with microversions.
  function flavors(query, headers) {
    const asked = /compute ([\d.]+|latest)/.exec(headers['openstack-api-version'])?.[1] ?? '2.1';
    const minor = Number((asked === 'latest' ? '2.96' : asked).split('.')[1]);
    const listed = ofPublicity(FLAVORS, query, 'os-flavor-access:is_public').map((flavor) => {
      const { description, extra_specs, ...shown } = flavor;
      if (minor >= 55) shown.description = description;
      if (minor >= 61) shown.extra_specs = extra_specs;
      if (minor < 75 && shown.swap === 0) shown.swap = '';
      return shown;
    });
    const { items, next } = page(listed, query, '/compute/v2.1/flavors/detail');
    return { json: { flavors: items, ...(next && { flavors_links: [{ rel: 'next', href: origin + next }] }) } };
  }

  // Hidden images are listed when asked for, and then alone; other projects' community images as well.
  function images(query) {
    const visibility = query.get('visibility');
    const hidden = query.get('os_hidden')?.toLowerCase() === 'true';
    const listed = IMAGES.filter((image) => image.os_hidden === hidden).filter((image) =>
      visibility === null
        ? image.visibility !== 'community' || image.owner === TOKEN.project.id
        : visibility === 'all' || image.visibility === visibility,
    );
    const { items, next } = page(listed, query, '/v2/images');
    return { json: { images: items, first: '/v2/images', schema: '/v2/schemas/images', ...(next && { next }) } };
  }

  return {
    origin,
    requests,
    tokens,
    /** What an openrc file sets. */
    environment: {
      OS_AUTH_URL: `${origin}/identity/v3`,
      OS_IDENTITY_API_VERSION: '3',
      OS_USERNAME: TOKEN.user.name,
      OS_PASSWORD: PASSWORD,
      OS_USER_DOMAIN_NAME: 'Default',
      OS_PROJECT_NAME: TOKEN.project.name,
      OS_PROJECT_DOMAIN_NAME: 'Default',
      OS_REGION_NAME: 'RegionOne',
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

// The services write JSON as Python does. A client, or a script around it, sees these blanks and escapes.
function asPythonWrites(json) {
  return JSON.stringify(json, null, 1)
    .replace(/,\n */g, ', ')
    .replace(/\n */g, '')
    .replace(/[\u007f-\uffff]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function ofPublicity(items, query, key) {
  const asked = (query.get('is_public') ?? 'true').toLowerCase();
  return asked === 'none' ? items : items.filter((item) => String(item[key]) === asked);
}

function page(items, query, path) {
  const marker = query.get('marker');
  const start = marker === null ? 0 : items.findIndex((item) => item.id === marker) + 1;
  const limit = Math.min(Number(query.get('limit') ?? PAGE), PAGE);
  const shown = items.slice(start, start + limit);
  if (start + shown.length >= items.length) return { items: shown };
  const further = new URLSearchParams(query);
  further.set('marker', shown.at(-1).id);
  return { items: shown, next: `${path}?${further}` };
}

function one(items, id, wrapped) {
  const item = items.find((candidate) => candidate.id === id);
  return item && { json: wrapped(item) };
}

// Each service has its own shape for the same thing.
function refusal(path, status) {
  const message = status === 403 ? "Policy doesn't allow this to be performed." : 'The resource could not be found.';
  switch (path.split('/')[1]) {
    case 'image':
      return { status, html: `<html><body><h1>${status}</h1>${message}<br /><br /></body></html>` };
    case 'network':
      return { status, json: { NeutronError: { type: 'PolicyNotAuthorized', message, detail: '' } } };
    default:
      return { status, json: { [status === 403 ? 'forbidden' : 'itemNotFound']: { code: status, message } } };
  }
}

// By hand: `node tests/export/fake-cloud.mjs` prints what to set, then each request, until it is stopped.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const cloud = await startFakeCloud({ onRequest: ({ method, path }) => console.error(method, path) });
  for (const [name, value] of Object.entries(cloud.environment)) console.log(`export ${name}='${value}'`);
}
