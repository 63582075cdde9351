// What looks for barriers finds those of a small page, and none where there are none.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { assertAccessible, assertAccessibleEverywhere } from './lib/axe.mjs';
import { useSite } from './lib/page.mjs';

/** A page with a choice of themes like that of the real one. */
function small({ style = '', body = '' } = {}) {
  return `<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Small</title><link rel="icon" href="data:,">
        <style>
          :root { color-scheme: light dark; background: light-dark(#fff, #000); color: light-dark(#000, #fff); }
          :root[data-theme="light"] { color-scheme: light; }
          :root[data-theme="dark"] { color-scheme: dark; }
          button { background: inherit; color: inherit; padding: 8px; }
          ${style}
        </style>
      </head>
      <body>
        <main><h1>Small</h1><button id="button">Button</button>
          <fieldset><legend>Colours</legend>
            <label><input type="radio" name="theme" value="" checked>System</label>
            <label><input type="radio" name="theme" value="light">Light</label>
            <label><input type="radio" name="theme" value="dark">Dark</label>
          </fieldset><p>Text.</p>${body}</main>
        <script>
          document.onchange = ({ target }) => {
            if (target.value) document.documentElement.dataset.theme = target.value;
            else delete document.documentElement.dataset.theme;
          };
        </script>
      </body>
    </html>`;
}

const FAULTS = {
  'everywhere.html': small({ body: '<button></button>' }),
  'dark.html': small({ style: 'p { color: #333; }' }),
  'chosen-dark.html': small({ style: '[data-theme="dark"] p { color: #333; }' }),
  'narrow.html': small({ style: '@media (max-width: 400px) { p { color: light-dark(#ddd, #333); } }' }),
};

const { visit } = useSite({ extra: { 'small.html': small(), ...FAULTS } });

test('a page without barriers passes, and is then as it was', async (t) => {
  const { page } = await visit(t, { route: 'small.html', mounts: false });
  const viewport = page.viewportSize();
  await page.locator('#button').focus();
  await assertAccessibleEverywhere(page);
  assert.deepEqual(page.viewportSize(), viewport);
  assert.equal(await page.locator(':root').getAttribute('data-theme'), null);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'button');
});

for (const [name, looks] of [
  [
    'everywhere.html',
    [360, 1440].flatMap((width) =>
      ['light', 'dark', 'light against dark', 'dark against light'].map((look) => `${look}, ${width} px`),
    ),
  ],
  ['dark.html', [360, 1440].flatMap((width) => ['dark', 'dark against light'].map((look) => `${look}, ${width} px`))],
  ['chosen-dark.html', [360, 1440].map((width) => `dark against light, ${width} px`)],
  ['narrow.html', ['light', 'dark', 'light against dark', 'dark against light'].map((look) => `${look}, 360 px`)],
]) {
  test(`barriers of ${name} are found where they are`, async (t) => {
    const { page } = await visit(t, { route: name, mounts: false });
    await assert.rejects(assertAccessibleEverywhere(page), ({ actual }) => {
      assert.deepEqual(
        actual.map(({ look }) => look),
        looks,
      );
      return true;
    });
  });
}

test('the schemes of the system are looked at alone, too', async (t) => {
  const { page } = await visit(t, { route: 'dark.html', mounts: false });
  await assert.rejects(assertAccessible(page), ({ actual }) => actual.length === 1 && actual[0].id === 'color-contrast');
});
