// Firefox as Debian has it, by WebDriver BiDi: without a driver, and with the same calls as Chromium.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { firefox } from 'playwright-core';

const SAVED_WITHIN_MS = 15_000;
const LOOK_AGAIN_MS = 50;

/** Where each browser puts what is saved. */
const folders = new WeakMap();

/** Starts the system's Firefox. */
export async function launchFirefox() {
  const executablePath = [process.env.FIREFOX, '/usr/bin/firefox-esr', '/usr/bin/firefox'].find(
    (path) => path && existsSync(path),
  );
  assert.ok(executablePath, 'There is no Firefox; its path can be given in the variable FIREFOX.');
  const downloadsPath = await mkdtemp(join(tmpdir(), 'firefox-saved-'));
  const browser = await firefox.launch({
    executablePath,
    downloadsPath,
    channel: 'moz-firefox',
    firefoxUserPrefs: {
      // It cannot be asked for by page.
      'ui.prefersReducedMotion': 1,
      // Neither can this.
      'dom.events.testing.asyncClipboard': true,
      // What the page should not ask for does not leave the machine even if it does.
      'network.proxy.type': 1,
      'network.proxy.http': '127.0.0.1',
      'network.proxy.http_port': 9,
      'network.proxy.ssl': '127.0.0.1',
      'network.proxy.ssl_port': 9,
    },
  });
  folders.set(browser, downloadsPath);
  browser.on('disconnected', () => rm(downloadsPath, { recursive: true, force: true }));
  return browser;
}

/** What a page saves while `save` is done: `{ name, text }`. Playwright tells of no download of Firefox's own. */
export async function savedByFirefox(page, save) {
  const folder = folders.get(page.context().browser());
  await save();
  for (const end = Date.now() + SAVED_WITHIN_MS; Date.now() < end; await sleep(LOOK_AGAIN_MS)) {
    const [name, ...others] = await readdir(folder);
    const text = name && others.length === 0 ? await readFile(join(folder, name), 'utf8') : '';
    // What is under way is empty, or has another file beside it.
    if (text !== '') {
      await rm(join(folder, name));
      return { name, text };
    }
  }
  return assert.fail('Nothing was saved.');
}
