// The server of the tests, where it does as hosts do.

import assert from 'node:assert/strict';
import { test } from 'node:test';

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
