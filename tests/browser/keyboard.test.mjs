// Who goes by keyboard gets there, and a stop that cannot be seen or left is noticed.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { tabAndPress, tabTo } from './lib/keyboard.mjs';
import { useSite } from './lib/page.mjs';

function small(style, body) {
  return `<!doctype html><html lang="en"><title>Small</title><link rel="icon" href="data:,">
    <style>.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; opacity: 0; } ${style}</style>
    ${body}</html>`;
}

const THREE = `
  <button onclick="document.title = 'pressed'">First</button>
  <input class="unseen" type="file" id="file"><label for="file">Choose</label>
  <a href="#x">Last</a>`;
const OUTLINE = ':focus-visible { outline: 2px solid blue; } .unseen:focus-visible + label { outline: 2px solid blue; }';

const { visit } = useSite({
  extra: {
    'good.html': small(OUTLINE, THREE),
    'shadow.html': small(':focus { outline: none; } :focus-visible, .unseen:focus + label { box-shadow: 0 0 0 2px blue; }', THREE),
    'unmarked.html': small(`${OUTLINE} a:focus-visible { outline: 0 solid red; }`, THREE),
    'transparent.html': small(`${OUTLINE} a:focus-visible { outline-color: transparent; }`, THREE),
    'label.html': small(':focus-visible { outline: 2px solid blue; }', THREE),
    'always.html': small('a { outline: 2px solid blue; }', THREE.replace('class="unseen"', '')),
    'trap.html': small(OUTLINE, `${THREE}<script>
      document.querySelector('button').addEventListener('keydown', (event) => event.preventDefault());
    </script>`),
    'unreachable.html': small(OUTLINE, '<button>First</button><a>Last</a><span role="link" aria-label="Last"></span>'),
  },
});

async function open(t, route) {
  const { page } = await visit(t, { route, mounts: false });
  return page;
}

test('Tab leads to what is named, past what is drawn in its place', async (t) => {
  const page = await open(t, 'good.html');
  const last = await tabTo(page, 'link', 'Last');
  assert.equal(await last.textContent(), 'Last');
  await tabAndPress(page, 'button', /^Fir/, 'Enter', { backwards: true });
  assert.equal(await page.title(), 'pressed');
  await tabTo(await open(t, 'shadow.html'), 'link', 'Last');
});

test('a name that is a text is the whole name', async (t) => {
  const page = await open(t, 'good.html');
  await assert.rejects(tabTo(page, 'link', 'La'), /Tab does not lead to the link La/);
});

for (const [route, stop] of [
  ['unmarked.html', 'a “Last”'],
  ['transparent.html', 'a “Last”'],
  ['label.html', 'input “Choose”'],
  ['always.html', 'a “Last”'],
]) {
  test(`the focus that cannot be seen in ${route} is noticed`, async (t) => {
    await assert.rejects(tabTo(await open(t, route), 'link', 'Last'), ({ message }) => {
      assert.match(message, /^It cannot be seen that the last of these has the focus/);
      assert.ok(message.endsWith(`. ${stop}`), message);
      return true;
    });
  });
}

test('a stop that cannot be left is noticed', async (t) => {
  await assert.rejects(tabTo(await open(t, 'trap.html'), 'link', 'Last'), /^AssertionError.*The focus is stuck/);
});

test('what Tab does not lead to is told with what was passed', async (t) => {
  const page = await open(t, 'unreachable.html');
  await assert.rejects(tabTo(page, 'link', 'Last'), /1\. button “First”\n {2}2\. \(the end of the page\)/);
  await assert.rejects(tabTo(page, 'link', 'Last', { most: 1 }), /does not lead/);
});
