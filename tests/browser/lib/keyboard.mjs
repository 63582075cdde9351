// Ways through the page with the keyboard alone.

import assert from 'node:assert/strict';

/** How many stops are passed at most. */
const MOST_STOPS = 60;

/**
 * Presses Tab, or Shift+Tab if it goes `backwards`, until the element of a role and an accessible name (a text that is the
 * whole of it, or an expression) has the focus, and gives its locator.
 *
 * Each stop must show that it is one: it, its label or what stands right beside it is outlined or shadowed in another way
 * than before. Fails, with the list of what was passed, if one does not, if the focus is stuck, if the end of the page is
 * passed twice, and after `most` stops.
 */
export async function tabTo(page, role, name, { most = MOST_STOPS, backwards = false } = {}) {
  const wanted = page.getByRole(role, { name, exact: typeof name === 'string' });
  const passed = [];
  const told = () => passed.map((text, index) => `\n  ${index + 1}. ${text}`).join('');
  let ends = 0;
  while (passed.length < most && ends < 2) {
    const before = await page.evaluateHandle(drawings);
    await page.keyboard.press(backwards ? 'Shift+Tab' : 'Tab');
    const stop = await page.evaluate(stopAfter, before);
    await before.dispose();
    passed.push(stop.text);
    if (stop.isEnd) {
      ends += 1;
      continue;
    }
    assert.ok(!stop.isStuck, `The focus is stuck. Passed:${told()}`);
    assert.ok(stop.isShown, `It cannot be seen that the last of these has the focus. Passed:${told()}`);
    const target = await focusedAmong(wanted);
    if (target) {
      return target;
    }
  }
  return assert.fail(`Tab does not lead to the ${role} ${name}. Passed:${told()}`);
}

/** Goes to an element as `tabTo` does, and presses a key there. */
export async function tabAndPress(page, role, name, key = 'Enter', options = {}) {
  const target = await tabTo(page, role, name, options);
  await page.keyboard.press(key);
  return target;
}

async function focusedAmong(wanted) {
  for (const candidate of await wanted.all()) {
    if (await candidate.evaluate((element) => element === document.activeElement)) {
      return candidate;
    }
  }
  return null;
}

/** In the page: what has the focus, and how everything that can get it is drawn now. */
function drawings() {
  const isTransparent = (colour) => /^rgba\(.*, 0\)$/.test(colour) || colour === 'transparent';
  const drawing = (element) => {
    const style = getComputedStyle(element);
    const isOutlined =
      style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0 && !isTransparent(style.outlineColor);
    const box = element.getBoundingClientRect();
    const isSeen =
      box.width > 2 && box.height > 2 && element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    return { isSeen, look: `${isOutlined ? style.outline : ''}|${style.boxShadow}` };
  };
  /** An element, and what may be outlined in its place. */
  const places = (element) => [element, ...(element.labels ?? []), element.nextElementSibling].filter(Boolean);
  const focusable = document.querySelectorAll(
    'a[href], button, input, select, textarea, summary, iframe, [tabindex], [contenteditable]',
  );
  const looks = new Map();
  for (const element of focusable) {
    looks.set(element, places(element).map(drawing));
  }
  return { focused: document.activeElement, looks, drawing, places };
}

/** In the page: where the focus came to after `before`, and whether that can be seen. */
function stopAfter({ focused, looks, drawing, places }) {
  const element = document.activeElement;
  if (element === null || element === document.body || element === document.documentElement) {
    return { text: '(the end of the page)', isEnd: true };
  }
  const words = element.getAttribute('aria-label') ?? element.labels?.[0]?.textContent ?? element.textContent;
  const role = element.getAttribute('role') ?? element.localName;
  const before = looks.get(element) ?? [];
  return {
    text: `${role} “${words.trim().replace(/\s+/g, ' ').slice(0, 60)}”`,
    isEnd: false,
    isStuck: element === focused,
    isShown: places(element)
      .map(drawing)
      .some(({ isSeen, look }, index) => isSeen && look !== before[index]?.look),
  };
}
