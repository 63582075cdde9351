// Takes pictures of the built page: node screenshots.mjs [route …], such as '#/about'.

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { launch } from './lib/page.mjs';
import { serve } from './lib/serve.mjs';

const FOLDER = fileURLToPath(new URL('../../target/screenshots/', import.meta.url));
const WIDTHS = [360, 1440];
const HEIGHT = 900;

const routes = process.argv.slice(2);
const site = await serve();
const browser = await launch();
try {
  await mkdir(FOLDER, { recursive: true });
  for (const route of routes.length > 0 ? routes : ['#/']) {
    for (const width of WIDTHS) {
      for (const colorScheme of ['light', 'dark']) {
        const page = await browser.newPage({
          viewport: { width, height: HEIGHT },
          colorScheme,
          reducedMotion: 'reduce',
        });
        await page.goto(site.url + route);
        await page.locator('.boot').waitFor({ state: 'detached' });
        await page.waitForLoadState('networkidle');
        const name = route.replace(/[^a-z0-9]+/gi, '-').replace(/^-|-$/g, '') || 'start';
        const path = join(FOLDER, `${name}-${width}-${colorScheme}.png`);
        await page.screenshot({ path, fullPage: true });
        console.log(path);
        await page.close();
      }
    }
  }
} finally {
  await browser.close();
  await site.close();
}
