// A code host as GitHub is one, with made-up pull requests: its API, and the host of the contents of files.
//
// The built page asks the hosts of its policy; `attach` answers in their place, within the browser.

import { createHash } from 'node:crypto';
import { createServer } from 'node:http';

export const HOSTS = { api: 'https://api.github.com', raw: 'https://raw.githubusercontent.com' };
export const REPOSITORY = 'SovereignCloudStack/standards';

/** How many files a comparison and a list have at most, and a page of the list. */
const COMPARED = 300;
const LISTED = 3000;
const PAGE = 100;

/** Headers that pages of other origins may read. */
const EXPOSED =
  'ETag, Link, Location, Retry-After, X-GitHub-OTP, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Used, ' +
  'X-RateLimit-Resource, X-RateLimit-Reset, X-OAuth-Scopes, X-Accepted-OAuth-Scopes, X-Poll-Interval, ' +
  'X-GitHub-Media-Type, X-GitHub-SSO, X-GitHub-Request-Id, Deprecation, Sunset';

/**
 * A host with some pull requests and issues. A pull request is
 *
 *     { number, title, state, merged,    // 'open' if nothing is said
 *       base: { path: content },         // at the merge base: texts or buffers
 *       head: { path: content },
 *       tip: { path: content },          // of the branch into which it goes, where that went on
 *       renamed: { newPath: oldPath },
 *       fork: 'owner/name',              // where it comes from; null if that is gone
 *       isOnlyInFork: true }             // the repository itself does not have its commits
 *
 * `issues` are numbers. `remaining` calls of the API are answered until `reset`, in seconds since 1970. With `cors: false`
 * no page of another origin may read an answer. `intercept(url)` may give another answer, `{ status, headers, body }`, or
 * wait; all but the limit and `asked`, the addresses that were asked, may be changed at any time.
 */
export class CodeHost {
  constructor({
    repository = REPOSITORY,
    pulls = [],
    issues = [],
    remaining = 60,
    reset = 4_102_444_800,
    cors = true,
    intercept = async () => undefined,
  } = {}) {
    Object.assign(this, { repository, pulls, issues, remaining, reset, cors, intercept });
    this.limit = remaining;
    this.asked = [];
  }

  /** The commits of a pull request. */
  shas({ number }) {
    const sha = (what) => createHash('sha1').update(`${this.repository} ${number} ${what}`).digest('hex');
    return { tip: sha('tip'), base: sha('base'), head: sha('head') };
  }

  /** What it answers: `{ status, headers, body }`. */
  async answer(method, address) {
    const url = new URL(address);
    this.asked.push(address);
    const isApi = url.origin === HOSTS.api;
    const given =
      (await this.intercept(address)) ??
      (method === 'OPTIONS' ? { status: 204 } : method === 'GET' ? this.#get(url, isApi) : { status: 405 });
    const { status, headers = {}, body = '' } = given;
    return {
      status,
      headers: { ...this.#common(isApi), ...headers },
      body: typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body),
    };
  }

  #common(isApi) {
    const cors = this.cors ? { 'access-control-allow-origin': '*' } : {};
    if (!isApi) {
      return { 'content-type': 'text/plain; charset=utf-8', ...cors };
    }
    return {
      'content-type': 'application/json; charset=utf-8',
      ...cors,
      ...(this.cors ? { 'access-control-expose-headers': EXPOSED } : {}),
      'x-ratelimit-limit': String(this.limit),
      'x-ratelimit-remaining': String(this.remaining),
      'x-ratelimit-reset': String(this.reset),
      'x-ratelimit-used': String(this.limit - this.remaining),
      'x-ratelimit-resource': 'core',
    };
  }

  #get(url, isApi) {
    // As the address has them: an encoded slash separates nothing.
    const segments = url.pathname.slice(1).split('/').map(decodeURIComponent);
    if (!isApi) {
      return this.#content(segments) ?? { status: 404, body: '404: Not Found' };
    }
    if (this.remaining === 0) {
      return { status: 403, body: { message: 'API rate limit exceeded for 203.0.113.1.' } };
    }
    this.remaining -= 1;
    return this.#api(segments, url.searchParams) ?? { status: 404, body: { message: 'Not Found', status: '404' } };
  }

  #api([repos, owner, name, kind, key, list, ...more], query) {
    if (repos !== 'repos' || !this.#is(owner, name) || more.length > 0) {
      return undefined;
    }
    if (kind === 'compare' && list === undefined) {
      return this.#comparison(key, query);
    }
    const pull = this.pulls.find(({ number }) => String(number) === key);
    if (kind === 'issues' && list === undefined && (pull || this.issues.map(String).includes(key))) {
      return { status: 200, body: { number: Number(key), title: 'made-up', ...(pull && { pull_request: {} }) } };
    }
    if (kind === 'pulls' && pull && list === undefined) {
      return { status: 200, body: this.#described(pull) };
    }
    if (kind === 'pulls' && pull && list === 'files') {
      return this.#files(pull, query);
    }
    return undefined;
  }

  /** Names mean the same in any case. */
  #is(owner, name) {
    return `${owner}/${name}`.toLowerCase() === this.repository.toLowerCase();
  }

  #described(pull) {
    const { number, title = `Pull request ${number}`, state = 'open', merged = false, fork = this.repository } = pull;
    const { tip, head } = this.shas(pull);
    const repo = (fullName) => ({ full_name: fullName, private: false });
    return {
      number,
      title,
      state,
      merged,
      draft: false,
      changed_files: changes(pull).length,
      base: { ref: 'main', sha: tip, repo: repo(this.repository) },
      head: { ref: 'change', sha: head, repo: fork === null ? null : repo(fork) },
    };
  }

  #comparison(key = '', query) {
    const pull = this.pulls.find((pull) => `${this.shas(pull).tip}...${this.shas(pull).head}` === key);
    if (!pull) {
      return undefined;
    }
    const isFirst = (query.get('page') ?? '1') === '1';
    return {
      status: 200,
      body: {
        status: 'diverged',
        total_commits: 1,
        merge_base_commit: { sha: this.shas(pull).base },
        commits: [{ sha: this.shas(pull).head }],
        // The commits have further pages, the files do not.
        ...(isFirst && { files: changes(pull).slice(0, COMPARED) }),
      },
    };
  }

  #files(pull, query) {
    const size = Math.min(Number(query.get('per_page') ?? 30), PAGE);
    const page = Number(query.get('page') ?? 1);
    const all = changes(pull).slice(0, LISTED);
    const last = Math.max(Math.ceil(all.length / size), 1);
    const link = (to, rel) =>
      `<${HOSTS.api}/repos/${this.repository}/pulls/${pull.number}/files?per_page=${size}&page=${to}>; rel="${rel}"`;
    const links = [
      ...(page > 1 ? [link(page - 1, 'prev')] : []),
      ...(page < last ? [link(page + 1, 'next'), link(last, 'last')] : []),
      ...(page > 1 ? [link(1, 'first')] : []),
    ];
    return {
      status: 200,
      headers: links.length > 0 ? { link: links.join(', ') } : {},
      body: all.slice((page - 1) * size, page * size),
    };
  }

  #content([owner, name, sha, ...path]) {
    for (const pull of this.pulls) {
      const { base, head, tip = base, fork, isOnlyInFork = false } = pull;
      const shas = this.shas(pull);
      const isHere = this.#is(owner, name);
      const files =
        sha === shas.head && (isHere ? !isOnlyInFork : fork && `${owner}/${name}` === fork)
          ? head
          : isHere && sha === shas.base
            ? base
            : isHere && sha === shas.tip
              ? tip
              : {};
      if (Object.hasOwn(files, path.join('/'))) {
        return { status: 200, body: files[path.join('/')] };
      }
    }
    return undefined;
  }

  /** Answers in place of the hosts for all pages of a context of Playwright. */
  async attach(context) {
    for (const host of Object.values(HOSTS)) {
      await context.route(`${host}/**`, async (route) => {
        const { status, headers, body } = await this.answer(route.request().method(), route.request().url());
        // Playwright would add the missing header; one that names somebody else is left, and refused as well.
        const refused = this.cors ? {} : { 'access-control-allow-origin': 'https://elsewhere.example' };
        // A page that gave up takes no answer.
        await route.fulfill({ status, headers: { ...headers, ...refused }, body }).catch(() => {});
      });
    }
  }

  /** Answers at this machine, below `/api/` and `/raw/`: gives `{ api, raw, close }`. */
  async listen() {
    const server = createServer(async (request, response) => {
      const [, host, path] = request.url.match(/^\/(api|raw)(\/.*)$/) ?? [];
      if (!host) {
        response.writeHead(404).end();
        return;
      }
      const { status, headers, body } = await this.answer(request.method, HOSTS[host] + path);
      response.writeHead(status, headers).end(body);
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${server.address().port}`;
    return {
      api: `${origin}/api`,
      raw: `${origin}/raw`,
      close: () =>
        new Promise((resolve) => {
          server.close(resolve);
          server.closeAllConnections();
        }),
    };
  }
}

/** What a pull request changes, as the API lists it: in the order of git. */
function changes({ base, head, renamed = {} }) {
  const former = new Set(Object.values(renamed));
  const paths = [...new Set([...Object.keys(base), ...Object.keys(head)])].filter((path) => !former.has(path));
  const status = (path) => {
    if (Object.hasOwn(renamed, path)) return 'renamed';
    if (!Object.hasOwn(base, path)) return 'added';
    if (!Object.hasOwn(head, path)) return 'removed';
    return Buffer.compare(Buffer.from(base[path]), Buffer.from(head[path])) === 0 ? undefined : 'modified';
  };
  return paths
    .sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    .map((path) => ({
      sha: createHash('sha1').update(head[path] ?? base[path]).digest('hex'),
      filename: path,
      status: status(path),
      ...(Object.hasOwn(renamed, path) && { previous_filename: renamed[path] }),
    }))
    .filter(({ status }) => status !== undefined);
}
