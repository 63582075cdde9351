// The icon of the page as pictures of fixed size, which systems want where they install a page.

import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

export const ICONS = fileURLToPath(new URL('../../../www/icons/', import.meta.url));

/** By name: how large it is, and whether it fills its square, of which a system may cut off what is not in a circle. */
export const DRAWN = {
  'icon-192.png': { size: 192, fills: false },
  'icon-512.png': { size: 512, fills: false },
  'icon-maskable-512.png': { size: 512, fills: true },
  'icon-apple-180.png': { size: 180, fills: true },
};

/** The picture of a name, drawn from the icon in a page, as PNG. */
export async function drawn(page, name) {
  const { size, fills } = DRAWN[name];
  const svg = await readFile(`${ICONS}icon.svg`, 'utf8');
  const colour = svg.match(/fill="(#[0-9a-f]{6})"/)[1];
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(`<!doctype html><style>
    * { margin: 0; background: ${fills ? colour : 'transparent'} }
    img { display: block; width: ${size}px; height: ${size}px }
  </style><img src="data:image/svg+xml;base64,${btoa(svg)}">`);
  await page.evaluate(() => document.images[0].decode());
  return page.screenshot({ omitBackground: true });
}
