// Takes pictures of the built page: node screenshots.mjs [route …], such as '#/about'; without a route, of the first
// screen and of what a person sees on the way from an export to a remedy.

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { launch } from './lib/page.mjs';
import { serve } from './lib/serve.mjs';

const FOLDER = fileURLToPath(new URL('../../target/screenshots/', import.meta.url));
const WIDTHS = [360, 768, 1440];
const HEIGHT = 900;

/** What is done before a picture is taken. */
const STATES = {
  start: async () => {},
  result: example,
  remedies: async (page) => {
    await example(page);
    await page.getByRole('button', { name: 'How to mend all of it' }).click();
    await page.locator('.remedy').first().waitFor();
  },
  waiver: async (page) => {
    await example(page);
    await page.locator('.row-head').first().click();
    await page.getByRole('button', { name: 'Waive it' }).first().click();
    await page.getByLabel('Reason').fill('old hosts until the move');
    await page.getByLabel('Until').fill('2999-12-31');
    await page.getByRole('button', { name: 'Waive', exact: true }).click();
    await page.locator('.waivers').waitFor();
  },
};

async function example(page) {
  await page.getByRole('button', { name: 'A cloud with faults' }).click();
  await page.locator('.headline').waitFor();
}

const routes = process.argv.slice(2);
const pictures =
  routes.length > 0
    ? routes.map((route) => [route.replace(/[^a-z0-9]+/gi, '-').replace(/^-|-$/g, '') || 'start', route, STATES.start])
    : Object.entries(STATES).map(([name, prepare]) => [name, '#/', prepare]);
const site = await serve();
const browser = await launch();
try {
  await mkdir(FOLDER, { recursive: true });
  for (const [name, route, prepare] of pictures) {
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
        await prepare(page);
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
