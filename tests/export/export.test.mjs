// What docs/exporting.md tells people to type, typed: with the real client, against a cloud that records its requests.
//
// The client takes most of a second to start. So it answers a command once, and is not run again for the same words of
// another script or shell.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { after, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { startFakeCloud } from './fake-cloud.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SAMPLES = join(ROOT, 'tests/data/samples');
const CLIENT = join(ROOT, '.tools/openstack/bin/openstack');
const CHECKER = (process.env.SCS_CHECKER ?? 'cargo run --quiet --locked --').split(' ');
const DATE = '2026-11-23';
const SNIPPET = await readFile(join(ROOT, 'src/wording/export.sh'), 'utf8');
const DOCUMENT = await readFile(join(ROOT, 'docs/exporting.md'), 'utf8');
const BLOCKS = [...DOCUMENT.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block]) => block);
const sample = async (name) => JSON.parse(await readFile(join(SAMPLES, name), 'utf8'));
const { usage: USAGE } = await sample('image-usage.glance-api.json');
const COUNTS = counts({ ...(await sample('expected-inventory.json')), usage: USAGE });

// All that a script finds. Each is recorded with its arguments, which everybody on a machine can read.
const TOOLS = ['awk', 'cat', 'curl', 'echo', 'head', 'printf', 'sed'];

const KEPT = {};
const UNKNOWN = { status: 2, out: '', err: 'error: unrecognized arguments\n' };

const cleanups = [];
after(() => Promise.all(cleanups.map((cleanup) => cleanup())));

/** A run of a script that is begun when first asked for. */
function once(begin) {
  let run;
  return () => (run ??= begin());
}

const snippet = once(async () => type(SNIPPET, { cloud: await cloudWith() }));

const blocks = once(async () => {
  const { cloud, answers } = await snippet();
  const runs = [];
  for (const block of BLOCKS.filter((block) => block !== SNIPPET)) runs.push(await type(block, { cloud, answers }));
  return runs;
});

/** The snippet in a cloud that differs in what commands with these words ask for. */
async function snippetWhere(words, options, tools) {
  const { answers } = await snippet();
  const cloud = await cloudWith(options);
  return type(SNIPPET, { cloud, answers: await edited(answers, (name) => (words.test(name) ? null : KEPT)), ...tools });
}

/** The snippet in the usual cloud with a client that answers in another way. */
async function snippetTold(edit) {
  const { cloud, answers } = await snippet();
  return type(SNIPPET, { cloud, answers: await edited(answers, edit) });
}

const withoutFlavorsAndRules = once(() =>
  snippetWhere(/flavor|security_group/, { refuses: { compute: 403, network: 404 } }, { lacks: ['curl'] }),
);

const withoutImagesAndTypes = once(() =>
  snippetWhere(/image|volume|token/, { refuses: { image: 403, volumev3: 403 } }),
);

// A client of before 6.0 does not know `--all`. What it is asked instead is asked of the real one.
const withOldClient = once(() => snippetTold((name) => (name.startsWith('image_list_--all') ? UNKNOWN : KEPT)));

describe('exports', { concurrency: true }, () => {
  describe('the snippet', { concurrency: true }, () => {
    test('is in the document as it is in the program', () => {
      assert.equal(BLOCKS.filter((block) => block === SNIPPET).length, 1);
      // Comments are commands for zsh, a tab completes and `!` repeats where people paste.
      assert.doesNotMatch(SNIPPET, /(^|\s)#|[\t!]/m);
    });

    test('writes one JSON value with every list', async () => {
      const run = await snippet();
      const cloud = JSON.parse(await run.read('scs-export.json'));
      assert.deepEqual(Object.keys(cloud), [
        'flavors',
        'images',
        'volume_types',
        'default_security_group_rules',
        'catalog',
        'usage',
      ]);
      assert.deepEqual(counts(cloud), COUNTS);
      assert.deepEqual(cloud.usage, USAGE);
      assert.deepEqual(await readdir(run.folder), ['scs-export.json']);
    });

    test('leads to the same verdicts as the answers of the APIs', async () => {
      const { path } = await snippet();
      const report = await check(path('scs-export.json'));
      assert.deepEqual(verdicts(report), verdicts(await fromApis()));
      assert.deepEqual(countsRead(report), COUNTS);
    });

    test('keeps a rule without prefix apart from one for any address', async () => {
      const { read } = await snippet();
      const prefixes = JSON.parse(await read('scs-export.json')).default_security_group_rules.map(
        (rule) => rule.remote_ip_prefix,
      );
      assert.deepEqual(prefixes, [null, null, null, null, '0.0.0.0/0', '10.0.0.0/8']);
    });

    test('lets a cloud whose default rules conform pass', async () => {
      const keepsRule = (rule) => rule.direction === 'egress' || rule.remote_group_id === 'PARENT';
      const { path } = await snippetWhere(/security_group/, { keepsRule });
      const { testcases } = await check(path('scs-export.json'));
      assert.equal(testcases['scs-0115-default-rules'].verdict, 'pass');
    });

    for (const [shell, ...options] of [
      ['sh', '-eu'],
      ['dash'],
      ['bash', '--posix'],
      ['bash'],
      ['zsh', '--emulate', 'sh'],
      ['zsh'],
      ['busybox', 'ash'],
    ]) {
      test(`writes the same in ${[shell, ...options].join(' ')}`, async (t) => {
        if (!find(shell)) return t.skip(`there is no ${shell}`);
        const first = await snippet();
        const { cloud, answers } = first;
        const run = await type(SNIPPET, { cloud, answers, shell: [shell, ...options] });
        assert.equal(await run.read('scs-export.json'), await first.read('scs-export.json'));
        // A shell that has no `printf` of its own would run one, and show the token.
        await assertSecret(run);
      });
    }

    test('leaves null for what is forbidden, and the rest as it is', async () => {
      const whole = JSON.parse(await (await snippet()).read('scs-export.json'));
      for (const [run, missing, ...messages] of [
        [
          await withoutFlavorsAndRules(),
          ['flavors', 'default_security_group_rules', 'usage'],
          /403: .*\/compute\/.*\/flavors/,
          /404: .*\/default-security-group-rules/,
        ],
        [
          await withoutImagesAndTypes(),
          ['images', 'volume_types', 'usage'],
          /403: .*\/image\/v2\/images/,
          /403: .*\/volume\/v3\/.*\/types/,
          /curl: .* 403/,
        ],
      ]) {
        const part = JSON.parse(await run.read('scs-export.json'));
        for (const [list, records] of Object.entries(whole)) {
          const expected = missing.includes(list) ? null : records;
          assert.deepEqual(withoutAddresses(part[list]), withoutAddresses(expected), list);
        }
        for (const message of messages) assert.match(run.stderr, message);
      }
    });

    test('leaves null for the usage when the answer is no JSON', async () => {
      const { cloud, answers } = await snippet();
      for (const page of ['<html>Log in</html>', '{"usage": {"image_size', '']) {
        const { read } = await type(SNIPPET, { cloud, answers, curlPrints: page });
        assert.equal(JSON.parse(await read('scs-export.json')).usage, null, page);
      }
    });

    test('asks for the usage in the region that the client is set to', async () => {
      const { cloud } = await snippet();
      const endpoint = (region, interface_, url) =>
        `- id: x\n  interface: ${interface_}\n  region: ${region}\n  region_id: ${region}\n  url: ${url}\n`;
      const nowhere = `${cloud.origin}/elsewhere`;
      const out = [
        'endpoints:\n',
        endpoint('RegionTwo', 'public', nowhere),
        endpoint('RegionOne', 'internal', nowhere),
        // Some catalogs have the version in the address.
        endpoint('RegionOne', 'public', `${cloud.origin}/image/v2/`),
        'name: glance\n',
      ].join('');
      const run = await snippetTold((name) => (name.startsWith('catalog_show') ? { out } : KEPT));
      assert.ok(JSON.parse(await run.read('scs-export.json')).usage.image_count_total);
    });

    test('leaves null for the images when one of them cannot be shown', async () => {
      const run = await snippetTold((name) => (/^image_show_.*2768/.test(name) ? { status: 1 } : KEPT));
      const { images, ...others } = JSON.parse(await run.read('scs-export.json'));
      assert.equal(images, null);
      assert.ok(Object.values(others).every((list) => list !== null));
    });

    test('leaves null where the client stops half-way or says nothing', async () => {
      const run = await snippetTold((name) =>
        name.startsWith('flavor') ? { status: 1, out: '[{' } : name.startsWith('volume') ? { out: '' } : KEPT,
      );
      const { flavors, volume_types } = JSON.parse(await run.read('scs-export.json'));
      assert.deepEqual({ flavors, volume_types }, { flavors: null, volume_types: null });
    });

    test('passes on every letter that the client prints', async () => {
      const record = { Name: '"a"\\b\n\tc $HOME `id` %s \'d\' \u00f6 \u{1f600}', Properties: { '*': '$(id)' } };
      const out = JSON.stringify(record);
      const run = await snippetTold((name) =>
        name.startsWith('flavor') ? { out: `[${out}]\n` } : name.startsWith('image_show') ? { out } : KEPT,
      );
      const { flavors, images } = JSON.parse(await run.read('scs-export.json'));
      assert.deepEqual(flavors, [record]);
      assert.deepEqual(images, Array(COUNTS.image).fill(record));
    });

    test('writes an empty list where the cloud has nothing', async () => {
      const run = await snippetTold((name) =>
        name.startsWith('flavor') ? { out: '[]\n' } : name.startsWith('image_list') ? { out: '' } : KEPT,
      );
      const { flavors, images } = JSON.parse(await run.read('scs-export.json'));
      assert.deepEqual({ flavors, images }, { flavors: [], images: [] });
    });

    test('asks an old client for images in the words that it knows', async () => {
      const { cloud, read, answers } = await withOldClient();
      const whole = JSON.parse(await (await snippet()).read('scs-export.json'));
      const ids = (images) => images.map((image) => image.id).sort();
      assert.deepEqual(ids(JSON.parse(await read('scs-export.json')).images), ids(whole.images));
      // One of before 5.6 does not know `--hidden` either.
      const older = await type(SNIPPET, {
        cloud,
        answers: await edited(answers, (name) => (name.includes('--hidden') ? UNKNOWN : KEPT)),
      });
      const shown = whole.images.filter((image) => !image.properties.os_hidden);
      assert.deepEqual(ids(JSON.parse(await older.read('scs-export.json')).images), ids(shown));
    });

    test('shows the rules one by one where the log of the client is of no use', async () => {
      await blocks();
      const page = '{"default_security_group_rules": [], "default_security_group_rules_links": [{"rel": "next"}]}';
      for (const err of ['RESP BODY: Omitted\n', `RESP BODY: ${page}\nRESP BODY: ${page}\n`]) {
        const run = await snippetTold((name) => (name.startsWith('--debug') ? { err } : KEPT));
        const rules = JSON.parse(await run.read('scs-export.json')).default_security_group_rules;
        assert.equal(rules.length, COUNTS.security_group_rule);
        assert.equal(rules[0].ether_type, 'IPv4');
      }
    });
  });

  describe('each command of the document', { concurrency: true }, () => {
    test('writes its file, and nothing else', async () => {
      const runs = await blocks();
      const files = await Promise.all(runs.map((run) => readdir(run.folder)));
      assert.deepEqual(files.flat(), [
        'flavors.json',
        'images.json',
        'volume-types.json',
        'rules.json',
        'catalog.json',
        'image-usage.json',
      ]);
      assert.deepEqual(
        runs.map((run) => run.stderr),
        runs.map(() => ''),
      );
    });

    test('leads to the same verdicts as the answers of the APIs', async () => {
      const runs = await blocks();
      const files = {};
      for (const { folder, path } of runs) {
        for (const name of await readdir(folder)) (files[name] ??= []).push(path(name));
      }
      const report = await check(...Object.values(files).flat());
      assert.deepEqual(verdicts(report), verdicts(await fromApis()));
      assert.deepEqual(countsRead(report), COUNTS);
    });

    test('asks for the usage as the API answers it', async () => {
      const runs = await blocks();
      assert.deepEqual(JSON.parse(await runs.at(-1).read('image-usage.json')), { usage: USAGE });
    });
  });

  describe('no command', { concurrency: true }, () => {
    test('asks for anything but reading', async () => {
      await blocks();
      await withOldClient();
      const { cloud } = await snippet();
      assert.ok(cloud.requests.length > 100);
      for (const run of [await snippet(), await withoutFlavorsAndRules(), await withoutImagesAndTypes()]) {
        assertReading(run.cloud);
      }
    });

    test('asks for anything but reading, or it would be seen', async () => {
      const cloud = await cloudWith();
      await fetch(`${cloud.origin}/compute/v2.1/flavors/42`, { method: 'DELETE' });
      assert.throws(() => assertReading(cloud), /DELETE/);
    });

    test('shows a token to others or writes one', async () => {
      for (const run of [await snippet(), ...(await blocks()), await withOldClient()]) {
        await assertSecret(run);
      }
      assert.match((await snippet()).commands, /^curl -sSf -H @- http:.*\/v2\/info\/usage$/m);
    });

    test('shows a token, or it would be seen', async () => {
      const { cloud, answers } = await snippet();
      const careless = SNIPPET.replace('-H @-', '-H "X-Auth-Token: $(openstack token issue -f value -c id)"');
      await assert.rejects(assertSecret(await type(careless, { cloud, answers })), /in a command/);
      const written = `${SNIPPET}openstack token issue -f value -c id > token.txt\n`;
      await assert.rejects(assertSecret(await type(written, { cloud, answers })), /in token.txt/);
    });
  });
});

async function cloudWith(options) {
  const cloud = await startFakeCloud(options);
  cleanups.push(() => cloud.stop());
  return cloud;
}

/**
 * Runs a script in a folder of its own, where it finds the client and the tools that the document names.
 *
 * What the client answers is kept in the folder `answers`. A command whose answer is there already is not run again.
 */
async function type(script, { cloud, shell = ['sh'], answers, lacks = [], curlPrints }) {
  assert.ok(existsSync(CLIENT), 'The OpenStack client is missing; scripts/setup.sh installs it.');
  const base = await mkdtemp(join(tmpdir(), 'scs-export-'));
  cleanups.push(() => rm(base, { recursive: true, force: true }));
  const kept = answers ?? join(base, 'answers');
  const [bin, folder, log] = ['bin', 'folder', 'commands.log'].map((name) => join(base, name));
  for (const path of [bin, folder, kept]) await mkdir(path, { recursive: true });
  const tool = async (name, lines) => {
    const head = `#!/bin/sh\nPATH='${process.env.PATH}'\nprintf '%s\\n' "${name} $*" >>'${log}'\n`;
    await writeFile(join(bin, name), head + lines);
    await chmod(join(bin, name), 0o755);
  };
  for (const name of TOOLS.filter((name) => !lacks.includes(name))) await tool(name, `exec ${name} "$@"\n`);
  if (curlPrints !== undefined) await tool('curl', `cat >/dev/null\nprintf '%s' '${curlPrints}'\n`);
  await tool(
    'openstack',
    `answer='${kept}'/$(printf '%s' "$*" | tr -c 'A-Za-z0-9-' _)
    if ! [ -e "$answer.status" ]; then
      '${CLIENT}' "$@" >"$answer.out" 2>"$answer.err"
      echo $? >"$answer.status"
    fi
    cat "$answer.err" >&2
    cat "$answer.out"
    exit "$(cat "$answer.status")"
    `,
  );
  await writeFile(join(base, 'script.sh'), script);
  const [program, ...options] = shell;
  const { stdout, stderr } = await run(find(program), [...options, join(base, 'script.sh')], {
    cwd: folder,
    // Nothing of the person's own settings: no other cloud, no proxy.
    env: { PATH: bin, HOME: base, LC_ALL: 'C.UTF-8', ...cloud.environment },
  });
  return {
    cloud,
    answers: kept,
    folder,
    stdout,
    stderr,
    commands: await readFile(log, 'utf8'),
    path: (name) => join(folder, name),
    read: (name) => readFile(join(folder, name), 'utf8'),
  };
}

/**
 * A copy of kept answers in which some differ: `edit` gives, for the words of a command, what differs of its `status`,
 * `out` and `err`. Null leaves the answer out, so that the client is asked again.
 */
async function edited(answers, edit) {
  const copy = await mkdtemp(join(tmpdir(), 'scs-answers-'));
  cleanups.push(() => rm(copy, { recursive: true, force: true }));
  await cp(answers, copy, { recursive: true });
  for (const file of (await readdir(copy)).filter((file) => file.endsWith('.status'))) {
    const name = file.slice(0, -'.status'.length);
    const edits = edit(name);
    if (edits === null) await rm(join(copy, file));
    for (const [part, text] of Object.entries(edits ?? {})) await writeFile(join(copy, `${name}.${part}`), `${text}`);
  }
  return copy;
}

function find(program) {
  const folder = process.env.PATH.split(delimiter).find((folder) => existsSync(join(folder, program)));
  return folder && join(folder, program);
}

function run(program, options, settings, accepts = [0]) {
  return new Promise((resolve, reject) => {
    execFile(program, options, { maxBuffer: 1 << 26, ...settings }, (error, stdout, stderr) => {
      if (error && !accepts.includes(error.code)) {
        reject(new Error(`${program} ${options.join(' ')} ended with ${error.code}:\n${stderr}`));
      } else {
        resolve({ stdout, stderr });
      }
    });
  });
}

/** What the checker says of the files. That something mandatory fails is no error here. */
async function check(...files) {
  const [program, ...options] = CHECKER;
  const all = [...options, 'check', ...files, '--format', 'json', '--date', DATE];
  return JSON.parse((await run(program, all, { cwd: ROOT }, [0, 1])).stdout);
}

const fromApis = once(() =>
  check(
    ...[
      'flavors.nova-api.json',
      'images.glance-api.json',
      'volume-types.cinder-api.json',
      'security-group-default-rules.neutron-api.json',
      'catalog.keystone-api.json',
      'image-usage.glance-api.json',
    ].map((name) => join(SAMPLES, name)),
  ),
);

function verdicts({ testcases, requirements }) {
  // The made-up cloud answers on this machine without TLS, and says so in its catalog; the recorded answers have TLS.
  const { 'T-0125-01': tls, ...others } = requirements;
  assert.notEqual(tls.verdict, 'undecided');
  const all = Object.fromEntries(
    Object.entries({ ...testcases, ...others }).map(([id, it]) => [
      id,
      { verdict: it.verdict, official: it.official, reason: it.reason },
    ]),
  );
  const decided = Object.values(all).filter(({ verdict }) => verdict !== 'undecided');
  assert.ok(decided.length > 50, 'hardly anything was decided');
  return all;
}

function counts(cloud) {
  return {
    flavor: cloud.flavors.length,
    image: cloud.images.length,
    volume_type: cloud.volume_types.length,
    security_group_rule: cloud.default_security_group_rules.length,
    service: cloud.catalog.length,
    image_usage: Object.keys(cloud.usage).length,
  };
}

/** What the checker understood of the files, and that it took each for the whole. */
function countsRead({ input }) {
  return Object.fromEntries(
    input.map(({ kind, count, completeness }) => {
      assert.equal(completeness, 'complete', kind);
      return [kind, count];
    }),
  );
}

// Each cloud of these tests has a port of its own.
function withoutAddresses(records) {
  return JSON.parse(JSON.stringify(records).replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, 'http://cloud'));
}

// A token has to be asked for by POST. It changes nothing in the cloud.
function assertReading({ requests }) {
  const others = requests
    .map(({ method, path }) => `${method} ${path}`)
    .filter((request) => !request.startsWith('GET ') && request !== 'POST /identity/v3/auth/tokens');
  assert.deepEqual(others, []);
}

async function assertSecret({ cloud, commands, stdout, stderr, folder, read }) {
  assert.ok(cloud.tokens.size > 0);
  const places = [
    ['a command', commands],
    ['the terminal', stdout + stderr],
    ...(await Promise.all((await readdir(folder)).map(async (name) => [name, await read(name)]))),
  ];
  for (const [place, text] of places) {
    assert.ok(![...cloud.tokens].some((token) => text.includes(token)), `a token is in ${place}`);
  }
}
