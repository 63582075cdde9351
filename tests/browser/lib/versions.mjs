// A browser that keeps the page, its host, and versions of the page.

import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { after, before } from 'node:test';

import { Host, assertKept, untilKept, version } from './offline.mjs';
import { launch, record } from './page.mjs';

const NEW_VERSION = 'A new version of this page is ready.';

/** Within this time a page has its second program, from what the browser keeps. */
const SECOND_PROGRAM_MS = 1500;

/**
 * For the top of a test file: a browser, and versions of the page in `folders`, by their names: `one`, `three`, whose names
 * have another length, or they could not be told apart, and those that `more` has, with what they are made with.
 *
 * `open(t, { folder, context, on, setUp })` gives a host with a version, `one` unless it is said, and a browser that has
 * never been there, on its page; `openKept` the same, and the browser keeps the page.
 */
export function useVersions(more = {}) {
  const site = { folders: {}, browser: null };
  before(async () => {
    site.browser = await launch();
    const versions = Object.entries({ one: undefined, three: undefined, ...more });
    const made = versions.map(async ([name, env]) => [name, await version(name, env)]);
    Object.assign(site.folders, Object.fromEntries(await Promise.all(made)));
  });
  after(async () => {
    await site.browser?.close();
    await Promise.all(Object.values(site.folders).map((folder) => rm(folder, { recursive: true })));
  });
  const open = async (t, { folder = site.folders.one, context: options = {}, on = site.browser, setUp = () => {} } = {}) => {
    const host = new Host(folder);
    await host.start();
    t.after(() => host.stop());
    const context = await on.newContext({ reducedMotion: 'reduce', ...options });
    t.after(() => context.close());
    context.setDefaultTimeout(30_000);
    const recorder = await record(context, host.url);
    const page = await context.newPage();
    await setUp(page, host);
    await visit(page, host.url);
    return { host, context, page, recorder };
  };
  const openKept = async (t, options) => {
    const opened = await open(t, options);
    await untilKept(opened.page);
    // From now on the browser's own copy is what is shown.
    await visit(opened.page, opened.host.url);
    await untilLooked(opened.page);
    return opened;
  };
  return Object.assign(site, { open, openKept });
}

/** Waits until the page has looked how things stand, which it does a second after it stands. */
async function untilLooked(page) {
  await until(page, () => Boolean(globalThis.keepChecker));
  await page.waitForTimeout(200);
}

/** Opens the page anew. */
export async function visit(page, url) {
  await page.goto('about:blank');
  await page.goto(url);
  await ready(page);
}

/** The program has taken the place of the loading text. */
export const ready = (page) => page.locator('.boot').waitFor({ state: 'detached' });

/** What the page says of a version that waits. */
export const notice = (page) => page.getByRole('region', { name: NEW_VERSION });

/** The same, where it is read out. */
export const announced = (page) => page.locator('p[role="status"].unseen').filter({ hasText: NEW_VERSION });

/** The answer. */
export const headline = (page) => page.locator('main h1').filter({ hasText: ' of v5.1 ' });

/** Has the browser look for a new version, and waits until it is whole or given up. */
export async function update(page) {
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    await registration.update().catch(() => {});
    while (registration.installing) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  });
}

/** Whether a new version waits. */
export const isWaiting = (page) =>
  page.evaluate(async () => Boolean((await navigator.serviceWorker.getRegistration()).waiting));

/** Presses the button of the notice as a person does, whose hand was there before, and waits until the page is another one. */
export async function startNewVersion(page) {
  await page.mouse.move(40, 40);
  await until(page, () => performance.getEntriesByType('resource').some(({ name }) => /worker/.test(name)));
  await page.waitForTimeout(SECOND_PROGRAM_MS);
  const reloaded = page.waitForEvent('load');
  await notice(page).getByRole('button', { name: 'Reload' }).click();
  await reloaded;
  await ready(page);
}

/** Waits until something is true in the page. */
export async function until(page, isTrue, value) {
  for (let tries = 0; !(await page.evaluate(isTrue, value)); tries += 1) {
    assert.ok(tries < 100, 'in time');
    await page.waitForTimeout(100);
  }
}

/** Waits until nothing is left of older versions. */
export async function untilKeptAlone(page, host, folder) {
  await until(page, async () => (await caches.keys()).length === 1);
  await assertKept(page, host.url, folder);
}

/** Judges a built-in example. */
export async function check(page, example) {
  await page.getByRole('button', { name: example }).click();
  await headline(page).waitFor();
}
