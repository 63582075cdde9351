// axe over a page as it stands.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const OF_SYSTEM = [{ scheme: 'light' }, { scheme: 'dark' }];
const CHOSEN = [
  { scheme: 'dark', chosen: 'light' },
  { scheme: 'light', chosen: 'dark' },
];
const WIDTHS = [360, 1440];
/** The page's own choice of a theme, by the value that the root is then marked with. */
const THEME_CHOICES = { light: 'Light', dark: 'Dark', system: 'System' };
const THEME_FIELD = 'input[type="radio"][name="theme"]';
const THEME_MARK = 'data-theme';

/** axe finds nothing to say of the page as it is, in the light and in the dark colour scheme of the system. */
export async function assertAccessible(page) {
  assert.deepEqual(await said(page, OF_SYSTEM), [], 'axe');
}

/**
 * axe finds nothing to say of the page as it is, at any of the widths: neither in a colour scheme of the system nor in one
 * that was chosen on the page against the system's. Width and focus are then as before, the theme the system's.
 */
export async function assertAccessibleEverywhere(page, { widths = WIDTHS } = {}) {
  const before = page.viewportSize();
  const all = [];
  for (const width of widths) {
    await page.setViewportSize({ ...before, width });
    all.push(...(await said(page, [...OF_SYSTEM, ...CHOSEN])));
  }
  await page.setViewportSize(before);
  assert.deepEqual(all, [], 'axe');
}

/** What axe says of the page in each look, a colour scheme of the system and a theme that was chosen. */
async function said(page, looks) {
  await page.evaluate(await readFile(AXE, 'utf8'));
  const all = [];
  for (const { scheme, chosen } of looks) {
    await page.emulateMedia({ colorScheme: scheme });
    await choose(page, chosen);
    const { violations } = await page.evaluate(
      (values) => window.axe.run(document, { runOnly: { type: 'tag', values } }),
      TAGS,
    );
    const look = `${chosen ? `${chosen} against ${scheme}` : scheme}, ${page.viewportSize().width} px`;
    for (const { id, help, nodes } of violations) {
      const places = nodes.map(({ target, failureSummary }) => `${target.join(' ')}: ${failureSummary}`);
      all.push({ look, id, help, nodes: places });
    }
  }
  await page.emulateMedia({ colorScheme: null });
  await choose(page, undefined);
  return all;
}

/** Chooses a theme on the page; `undefined` is that of the system. */
async function choose(page, wanted) {
  const mark = () => page.locator(':root').getAttribute(THEME_MARK);
  if ((await mark()) === (wanted ?? null)) {
    return;
  }
  const choice = page.locator('label', { hasText: THEME_CHOICES[wanted ?? 'system'] }).locator(THEME_FIELD);
  // Without moving the focus or the mouse, which may be what the state is about.
  await choice.evaluate((element) => element.click());
  await page.evaluate(() => new Promise(requestAnimationFrame));
  assert.equal(await mark(), wanted ?? null, `the page's choice leads to the theme "${wanted ?? 'of the system'}"`);
}
