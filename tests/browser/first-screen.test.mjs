// What the page's file shows while the program loads looks like the first screen that the program then shows.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { useSite } from './lib/page.mjs';

/** What is in both, a list of elements each. */
const SAME = ['.brand', '.brand path', '.nav a', '.hero h1', '.hero .lead'];
/** How much may move at most; Chromium's measure, of which below 0.1 is called good. */
const LAYOUT_SHIFT = 0.001;

const { visit } = useSite();

/** Tags, words, addresses and places of the elements. */
const shown = (page) =>
  page.evaluate((selectors) => {
    const look = (element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      const attributes = ['href', 'aria-label', 'aria-current', 'd'].map((name) => element.getAttribute(name));
      return { tag: element.localName, words: element.textContent.trim(), attributes, box: [x, y, width, height].map(Math.round) };
    };
    return selectors.map((selector) => [selector, [...document.querySelectorAll(selector)].map(look)]);
  }, SAME);

/** In a page: has the program start when all else has long been there, wherever it comes from. */
function late() {
  const start = WebAssembly.instantiateStreaming;
  WebAssembly.instantiateStreaming = async (...values) => {
    await new Promise((resolve) => setTimeout(resolve, 2000));
    return start(...values);
  };
}

for (const width of [360, 768, 1440]) {
  test(`the first screen is there before the program, in the same words and places, at ${width} px`, async (t) => {
    const context = { viewport: { width, height: 900 } };
    const { page: before } = await visit(t, { mounts: false, context, init: () => delete globalThis.WebAssembly, except: { errors: [/WebAssembly/] } });
    const { page: after } = await visit(t, { context });
    const expected = await shown(after);
    assert.ok(expected.every(([, elements]) => elements.length > 0));
    assert.deepEqual(await shown(before), expected);
  });

  test(`nothing jumps when the program comes late, at ${width} px`, async (t) => {
    const { page } = await visit(t, { mounts: false, context: { viewport: { width, height: 900 } }, init: late });
    await page.locator('.boot').waitFor();
    await page.locator('.boot').waitFor({ state: 'detached' });
    await page.waitForLoadState('networkidle');
    const shift = await page.evaluate(
      () =>
        new Promise((resolve) => {
          let sum = 0;
          const add = (list) => list.getEntries().forEach((entry) => (sum += entry.value));
          new PerformanceObserver(add).observe({ type: 'layout-shift', buffered: true });
          requestAnimationFrame(() => setTimeout(() => resolve(sum), 100));
        }),
    );
    assert.ok(shift <= LAYOUT_SHIFT, `${shift}`);
  });
}
