// The ways in which the page can be had, each of which must work like the others, and the browsers.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { DIST, serve } from './serve.mjs';

/** The page as one file. */
export const FILE = 'scs-checker.html';

const VARIANTS = {
  /** Below a path of a host. */
  'sub-path': (options) => hosted(options),
  /** At the top of a host. */
  root: (options) => hosted({ ...options, base: '/' }),
  /** On a host that sends the packed files of `dist/`. */
  precompressed,
  /** After one visit, with the host gone: see `useSite`. */
  offline: (options) => hosted(options),
  /** One file on a disk. */
  single: onDisk,
};

/** Which of them the tests use. */
export const VARIANT = process.env.VARIANT || 'sub-path';

/** Which browser they use. */
export const BROWSER = process.env.BROWSER || 'chromium';

/** The file in `dist/` that is the page. */
export const PAGE = VARIANT === 'single' ? FILE : 'index.html';

/**
 * Puts the page where a variant says: `{ url, open(page, route), close }`. What it consists of has addresses that begin with
 * `url`. `options` are those of `serve`; files of `extra` are reached in every variant.
 */
export async function publish({ variant = VARIANT, ...options } = {}) {
  assert.ok(Object.hasOwn(VARIANTS, variant), `VARIANT is one of ${Object.keys(VARIANTS).join(', ')}, not ${variant}.`);
  return VARIANTS[variant](options);
}

/**
 * For a test that says nothing about some variants: `test(name, except({ single: 'why' }), …)`. A browser's name will do
 * as well.
 */
export function except(reasons) {
  return { skip: reasons[VARIANT] ?? reasons[BROWSER] ?? false };
}

async function hosted(options) {
  const site = await serve(options);
  return Object.assign(site, { open: (page, route) => page.goto(site.url + route) });
}

async function precompressed(options) {
  // The server would send what is not packed as it is.
  assert.ok(existsSync(join(DIST, 'index.html.br')), 'dist/ has no packed files.');
  return hosted({ ...options, precompressed: true });
}

async function onDisk({ extra = {} }) {
  const folder = await mkdtemp(join(tmpdir(), 'scs-checker-'));
  await copyFile(join(DIST, FILE), join(folder, FILE));
  for (const [name, content] of Object.entries(extra)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), typeof content === 'function' ? await content() : content);
  }
  const url = pathToFileURL(`${folder}/`).href;
  return {
    url,
    open: (page, route) => page.goto(url + (Object.hasOwn(extra, route) ? route : FILE + route)),
    close: () => rm(folder, { recursive: true, force: true }),
  };
}
