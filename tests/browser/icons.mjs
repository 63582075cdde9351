// Draws the icons of fixed size from www/icons/icon.svg: node icons.mjs

import { writeFile } from 'node:fs/promises';

import { DRAWN, ICONS, drawn } from './lib/icons.mjs';
import { launch } from './lib/page.mjs';

const browser = await launch();
const page = await browser.newPage();
for (const name of Object.keys(DRAWN)) {
  await writeFile(ICONS + name, await drawn(page, name));
}
await browser.close();
