// The made-up code host does what the real one does, as far as it matters to the page.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { CodeHost, HOSTS, REPOSITORY } from './lib/code-host.mjs';

const PULL = {
  number: 7,
  title: 'Raise it',
  base: { 'same.md': 's', 'changed.yaml': 'old', 'old name.yaml': 'moved', 'gone.yaml': 'g', 'tip.yaml': 't' },
  head: { 'same.md': 's', 'changed.yaml': 'new', 'dir/ä#%.yaml': 'moved', 'new.yaml': 'n', 'tip.yaml': 't' },
  renamed: { 'dir/ä#%.yaml': 'old name.yaml' },
  tip: { 'tip.yaml': 'further' },
};

async function listen(t, options) {
  const host = new CodeHost(options);
  const { api, raw, close } = await host.listen();
  t.after(close);
  const get = (path) => fetch(`${api}/repos/${REPOSITORY}/${path}`);
  const content = async (sha, path, repository = REPOSITORY) => {
    const response = await fetch(`${raw}/${repository}/${sha}/${path}`);
    return response.status === 200 ? response.text() : response.status;
  };
  return { host, api, get, content };
}

test('a pull request is described, compared and listed', async (t) => {
  const { host, get } = await listen(t, { pulls: [PULL] });
  const pull = await (await get('pulls/7')).json();
  const { tip, base, head } = host.shas(PULL);
  assert.equal(new Set([tip, base, head]).size, 3);
  assert.deepEqual(
    [pull.title, pull.state, pull.merged, pull.changed_files, pull.base.sha, pull.head.sha, pull.head.repo.full_name],
    ['Raise it', 'open', false, 4, tip, head, REPOSITORY],
  );
  const comparison = await (await get(`compare/${tip}...${head}?per_page=1&page=1`)).json();
  assert.equal(comparison.merge_base_commit.sha, base);
  const files = comparison.files.map((file) => [file.filename, file.status, file.previous_filename]);
  assert.deepEqual(files, [
    ['changed.yaml', 'modified', undefined],
    ['dir/ä#%.yaml', 'renamed', 'old name.yaml'],
    ['gone.yaml', 'removed', undefined],
    ['new.yaml', 'added', undefined],
  ]);
  assert.deepEqual(await (await get('pulls/7/files')).json(), comparison.files);
  assert.equal((await (await get(`compare/${tip}...${head}?page=2`)).json()).files, undefined);
  assert.equal((await get(`compare/${base}...${head}`)).status, 404);
});

test('contents are those of the commit', async (t) => {
  const { host, content } = await listen(t, { pulls: [PULL] });
  const { tip, base, head } = host.shas(PULL);
  assert.equal(await content(base, 'changed.yaml'), 'old');
  assert.equal(await content(head, 'changed.yaml'), 'new');
  assert.equal(await content(base, 'old%20name.yaml'), 'moved');
  assert.equal(await content(head, 'dir/%C3%A4%23%25.yaml'), 'moved');
  assert.equal(await content(tip, 'tip.yaml'), 'further');
  for (const [sha, path] of [
    [base, 'new.yaml'],
    [head, 'gone.yaml'],
    [tip, 'changed.yaml'],
    ['main', 'changed.yaml'],
    [head, 'toString'],
  ]) {
    assert.equal(await content(sha, path), 404);
  }
});

test('a fork has the last commit, as long as it is there', async (t) => {
  const fork = { ...PULL, fork: 'a/fork', isOnlyInFork: true };
  const gone = { ...PULL, number: 8, fork: null };
  const { host, get, content } = await listen(t, { pulls: [fork, gone] });
  const { base, head } = host.shas(fork);
  assert.equal((await (await get('pulls/7')).json()).head.repo.full_name, 'a/fork');
  assert.equal(await content(head, 'new.yaml'), 404);
  assert.equal(await content(head, 'new.yaml', 'a/fork'), 'n');
  assert.equal(await content(base, 'changed.yaml', 'a/fork'), 404);
  assert.equal((await (await get('pulls/8')).json()).head.repo, null);
  assert.equal(await content(host.shas(gone).head, 'new.yaml'), 'n');
});

test('a list has pages, and a comparison ends without a word', async (t) => {
  const head = Object.fromEntries(Array.from({ length: 310 }, (_, index) => [`${index}.md`, '']));
  const many = { number: 9, base: {}, head };
  const { host, get } = await listen(t, { pulls: [many] });
  const { tip, head: last } = host.shas(many);
  assert.equal((await (await get('pulls/9')).json()).changed_files, 310);
  assert.equal((await (await get(`compare/${tip}...${last}`)).json()).files.length, 300);
  const seen = new Set();
  for (const [page, length, rels] of [
    [1, 100, ['next', 'last']],
    [2, 100, ['prev', 'next', 'last', 'first']],
    [4, 10, ['prev', 'first']],
    [5, 0, ['prev', 'first']],
  ]) {
    const response = await get(`pulls/9/files?per_page=1000&page=${page}`);
    const files = await response.json();
    assert.equal(files.length, length);
    files.forEach(({ filename }) => seen.add(filename));
    assert.deepEqual([...response.headers.get('link').matchAll(/rel="(\w+)"/g)].map(([, rel]) => rel), rels);
  }
  assert.equal(seen.size, 210);
  const few = await listen(t, { pulls: [PULL] });
  assert.equal((await few.get('pulls/7/files')).headers.get('link'), null);
});

test('an issue is no pull request, and a pull request is an issue, too', async (t) => {
  const { api, get } = await listen(t, { pulls: [PULL], issues: [3] });
  const statuses = ['pulls/3', 'issues/3', 'issues/7', 'pulls/4', 'issues/4', 'pulls/7/commits'].map(
    async (path) => (await get(path)).status,
  );
  assert.deepEqual(await Promise.all(statuses), [404, 200, 200, 404, 404, 404]);
  assert.equal((await fetch(`${api}/repos/sovereigncloudstack/STANDARDS/pulls/7`)).status, 200);
  assert.equal((await fetch(`${api}/repos/else/where/pulls/7`)).status, 404);
});

test('calls of the API are counted, contents are not', async (t) => {
  const { host, get, content } = await listen(t, { pulls: [PULL], remaining: 2, reset: 1_795_392_000 });
  const limits = async () => {
    const { status, headers } = await get('pulls/7');
    return [status, headers.get('x-ratelimit-remaining'), headers.get('x-ratelimit-reset')];
  };
  assert.deepEqual(await limits(), [200, '1', '1795392000']);
  assert.equal(await content(host.shas(PULL).head, 'new.yaml'), 'n');
  assert.deepEqual(await limits(), [200, '0', '1795392000']);
  assert.deepEqual(await limits(), [403, '0', '1795392000']);
  assert.equal(await content(host.shas(PULL).head, 'new.yaml'), 'n');
});

test('pages of other origins may read answers and limits, unless that is switched off', async (t) => {
  const { host, get } = await listen(t, { pulls: [PULL] });
  for (const path of ['pulls/7', 'pulls/4']) {
    const { headers } = await get(path);
    assert.equal(headers.get('access-control-allow-origin'), '*');
    assert.match(headers.get('access-control-expose-headers'), /Link, .*X-RateLimit-Remaining.*X-RateLimit-Reset/);
  }
  host.cors = false;
  const { headers } = await get('pulls/7');
  assert.equal(headers.get('access-control-allow-origin'), null);
  assert.equal(headers.get('access-control-expose-headers'), null);
});

test('a test may answer itself', async (t) => {
  const { host, get } = await listen(t, { pulls: [PULL] });
  host.intercept = async (url) => (url.endsWith('pulls/7') ? { status: 503, body: 'broken' } : undefined);
  const response = await get('pulls/7');
  assert.deepEqual([response.status, await response.text()], [503, 'broken']);
  assert.equal((await get('issues/7')).status, 200);
  assert.deepEqual(host.asked, ['pulls/7', 'issues/7'].map((path) => `${HOSTS.api}/repos/${REPOSITORY}/${path}`));
});

test('it answers the requests of a page in place of the hosts', async () => {
  const routes = [];
  const host = new CodeHost({ pulls: [PULL] });
  await host.attach({ route: async (pattern, handler) => routes.push([pattern, handler]) });
  assert.deepEqual(routes.map(([pattern]) => pattern), [`${HOSTS.api}/**`, `${HOSTS.raw}/**`]);
  const fulfilled = async ([, handler], url) => {
    let response;
    await handler({
      request: () => ({ method: () => 'GET', url: () => url }),
      fulfill: async (given) => {
        response = given;
      },
    });
    return response;
  };
  const raw = `${HOSTS.raw}/${REPOSITORY}/${host.shas(PULL).head}/new.yaml`;
  assert.equal((await fulfilled(routes[1], raw)).body, 'n');
  const url = `${HOSTS.api}/repos/${REPOSITORY}/pulls/7`;
  assert.equal((await fulfilled(routes[0], url)).headers['access-control-allow-origin'], '*');
  host.cors = false;
  assert.equal((await fulfilled(routes[0], url)).headers['access-control-allow-origin'], 'https://elsewhere.example');
});
