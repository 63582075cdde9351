// Takes pictures of the built page: node screenshots.mjs [route …], such as '#/about'; without a route, of all pages and
// states: the first screen, the way from an export to a remedy, a review of a change, and what the page says of itself.

import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { CodeHost } from './lib/code-host.mjs';
import { DATE, PULL, RULE, answer, breaking, cloud, file, parts } from './lib/impact.mjs';
import { launch } from './lib/page.mjs';
import { serve } from './lib/serve.mjs';

const FOLDER = fileURLToPath(new URL('../../target/screenshots/', import.meta.url));
const WIDTHS = [360, 768, 1440];
const HEIGHT = 900;

/** What is done before a picture is taken. */
const STATES = {
  start: async () => {},
  help: async (page) => page.getByText('How do I export this?').click(),
  error: async (page) => {
    await page.getByLabel('Or paste an export here').fill('[\n  {"Name": "SCS-4V-16",\n   "RAM": 16384,,\n   "Disk": 0}\n]');
    await page.getByRole('button', { name: 'Check', exact: true }).click();
    await page.locator('.file .notice').waitFor();
  },
  breakdown: async (page) => {
    const started = page.waitForEvent('worker');
    await page.mouse.move(30, 30);
    const worker = await started;
    await example(page);
    await worker.evaluate(() => {
      addEventListener('message', () => {
        throw new Error('seeded');
      });
      onmessage = null;
    });
    await page.getByLabel('Choose files').setInputFiles([{ name: 'fatal.json', mimeType: 'application/json', buffer: Buffer.from('[]') }]);
    await page.locator('.problem').waitFor();
  },
  result: example,
  'test-case': async (page) => {
    await example(page);
    await page.locator('#case-scs-0100-semantics-check').click();
    await page.locator('.findings').waitFor();
  },
  filters: async (page) => {
    await example(page);
    await page.getByText('More filters').click();
    await page.getByText('More choices').click();
    await page.getByLabel('Cloud', { exact: true }).fill('gx-scs');
    await page.getByRole('searchbox').fill('ram');
    await page.getByText(/findings? match/).first().waitFor();
  },
  resources: async (page) => {
    await example(page);
    await page.getByRole('button', { name: 'Resources', exact: true }).click();
    await page.locator('.open-resource').first().waitFor();
  },
  resource: async (page) => {
    await example(page);
    await page.getByRole('button', { name: 'Resources', exact: true }).click();
    await page.locator('.open-resource').first().click();
    await page.locator('.resource').waitFor();
  },
  compact: async (page) => {
    await example(page);
    await page.getByRole('button', { name: 'Display' }).click();
    await page.getByRole('radio', { name: 'Compact' }).check();
  },
  shortcuts: async (page) => {
    await example(page);
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
  },
  'many-findings': async (page) => {
    const flavors = Array.from({ length: 300 }, (_, index) => ({
      id: `id-${index}`, name: `SCS-4V-16-${index + 1}${'y'.repeat(index === 2 ? 200 : 0)}`, ram: 1024, disk: index + 1, vcpus: 4,
      'os-flavor-access:is_public': true, extra_specs: {},
    }));
    const buffer = Buffer.from(JSON.stringify({ flavors }));
    await page.getByLabel('Choose files').setInputFiles([{ name: 'flavors.json', mimeType: 'application/json', buffer }]);
    await page.locator('.details').waitFor();
    await page.locator('#case-scs-0100-semantics-check').click();
    await page.locator('.findings').waitFor();
  },
  paper: async (page) => {
    await example(page);
    await page.evaluate(() => {
      window.print = () => {
        window.printed = true;
      };
    });
    await page.getByRole('button', { name: 'Print' }).click();
    await page.waitForFunction(() => window.printed);
    await page.emulateMedia({ media: 'print' });
  },
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

/** The same on the Impact page. */
const IMPACT_STATES = {
  impact: async () => {},
  'impact-pull': async (page) => {
    await parts(page).exports.setInputFiles([file('north.json', await cloud('flavors-spec-missing'))]);
    await parts(page).cloud('north').waitFor();
    await pull(page, '7');
    await answer(page, 'Breaking');
  },
  'impact-matrix': async (page) => {
    await breaking(page);
    await parts(page).exports.setInputFiles([
      file('south.json', await cloud('conformant-v5.1-1')),
      file('a-cloud-with-quite-a-long-name.json', await cloud('mixed-01')),
      file('west.json', await cloud('mixed-02')),
    ]);
    await page.getByRole('button', { name: 'Each is a cloud of its own' }).click();
    await parts(page).rule.fill(RULE);
    await answer(page, 'these 4 clouds');
    await page.getByText('Rules as they were understood').first().click();
    await page.getByText('Scope versions that do not count').first().click();
  },
  'impact-starters': async (page) => {
    await pull(page, '7');
    await parts(page).row('standard-flavors.md').getByRole('button').click();
    await page.getByLabel('What if', { exact: true }).waitFor();
    await page.getByText('Paste a changed file').click();
    await drop(page, 'flavors.yaml', await standardFlavors());
    await page.getByRole('button', { name: 'flavors.yaml: An export' }).waitFor();
  },
  'impact-compare': async (page) => {
    await page.getByText('Compare two exports of one cloud').click();
    await page.getByLabel('Choose the export before').setInputFiles([file('a.json', await cloud('conformant-v5.1-1'))]);
    await page.getByLabel('Choose the export after').setInputFiles([file('b.json', await cloud('flavors-spec-missing'))]);
    await page.getByRole('button', { name: 'Save as text' }).waitFor();
  },
  'impact-problems': async (page) => {
    await pull(page, '99');
    await page.getByText('There is no number 99').first().waitFor();
    await parts(page).exports.setInputFiles([
      file('north.json', await cloud('flavors-spec-missing')),
      file('south.json', await cloud('conformant-v5.1-1')),
    ]);
    await parts(page).after.setInputFiles([file(`${'x'.repeat(200)}.yaml`, 'requirements:\n  - id: a\n   check: [\n')]);
    await parts(page).rule.fill('requirements:\n  - id: a\n');
    await page.locator('.impact-answer .notice').nth(1).waitFor();
    await parts(page).date.fill('never');
    await parts(page).date.blur();
    await page.locator('#impact-date[aria-invalid="true"]').waitFor();
  },
};

/** The same on the About page. */
const ABOUT_STATES = {
  about: async (page) => page.getByRole('switch', { name: 'Keep this page in the browser' }).waitFor(),
};

async function pull(page, number) {
  await new CodeHost({ pulls: [PULL] }).attach(page.context());
  await parts(page).number.fill(number);
  await parts(page).load.click();
}

async function drop(page, name, content) {
  const transfer = await page.evaluateHandle(([name, content]) => {
    const data = new DataTransfer();
    data.items.add(new File([content], name));
    return data;
  }, [name, content]);
  await page.dispatchEvent('main', 'drop', { dataTransfer: transfer });
}

const standardFlavors = () =>
  readFile(new URL('../../src/catalogue/data/standard-flavors.yaml', import.meta.url), 'utf8');

async function example(page) {
  await page.getByRole('button', { name: 'A cloud with faults' }).click();
  await page.locator('.details').waitFor();
}

const routes = process.argv.slice(2);
const pictures =
  routes.length > 0
    ? routes.map((route) => [route.replace(/[^a-z0-9]+/gi, '-').replace(/^-|-$/g, '') || 'start', route, STATES.start])
    : [
        ...Object.entries(STATES).map(([name, prepare]) => [name, '#/', prepare]),
        ...Object.entries(IMPACT_STATES).map(([name, prepare]) => [name, `#/impact?date=${DATE}`, prepare]),
        ...Object.entries(ABOUT_STATES).map(([name, prepare]) => [name, '#/about', prepare]),
      ];
const site = await serve();
const browser = await launch();
try {
  await rm(FOLDER, { recursive: true, force: true });
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
        // Or the header would stand in the middle of the picture.
        await page.evaluate(() => scrollTo(0, 0));
        await page.waitForTimeout(100);
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
