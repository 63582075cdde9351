// The server of the tests, where it does as hosts do.

import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { brotliCompressSync } from 'node:zlib';

import { serve } from './lib/serve.mjs';

const TEXT = 'text '.repeat(1000);

test('files go out compressed if that was asked for and the browser takes it', async (t) => {
  for (const [compresses, accepts, encoding] of [
    [true, 'gzip, deflate, br', 'br'],
    [true, 'deflate, gzip;q=0.5', 'gzip'],
    [true, 'identity', null],
    [false, 'br', null],
  ]) {
    const site = await serve({ extra: { 'a.txt': TEXT }, compresses });
    t.after(site.close);
    for (const _ of ['first', 'again']) {
      const response = await fetch(`${site.url}a.txt`, { headers: { 'accept-encoding': accepts } });
      assert.equal(response.headers.get('content-encoding'), encoding);
      assert.equal(await response.text(), TEXT);
    }
  }
});

test('packed files go out if that was asked for, if there is one, and if the browser takes it', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'serve-'));
  t.after(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'a.txt'), TEXT);
  await writeFile(join(folder, 'a.txt.br'), brotliCompressSync(`packed ${TEXT}`));
  const site = await serve({ folder, precompressed: true, extra: { 'b.txt': TEXT } });
  t.after(site.close);
  for (const [name, accepts, encoding, text] of [
    ['a.txt', 'gzip, br', 'br', `packed ${TEXT}`],
    ['a.txt', 'gzip', null, TEXT],
    ['a.txt', 'identity', null, TEXT],
    ['b.txt', 'br', null, TEXT],
  ]) {
    const response = await fetch(site.url + name, { headers: { 'accept-encoding': accepts } });
    assert.equal(response.headers.get('content-encoding'), encoding);
    assert.equal(await response.text(), text);
  }
});

test('headers go out with every file', async (t) => {
  const site = await serve({ extra: { 'a.txt': TEXT }, headers: { 'x-a': 'b' } });
  t.after(site.close);
  assert.equal((await fetch(`${site.url}a.txt`)).headers.get('x-a'), 'b');
});

test('a server that was cut off answers nobody but for what a test gave it, until it is back', async (t) => {
  const site = await serve({ extra: { 'a.txt': TEXT } });
  t.after(site.close);
  site.cut();
  await assert.rejects(fetch(site.url), TypeError);
  assert.equal((await fetch(`${site.url}a.txt`)).status, 200);
  site.cut(false);
  assert.equal((await fetch(site.url)).status, 200);
});
