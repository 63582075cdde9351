// Lighthouse over the built page: AUDIT_RUNS (5) runs for each place and form factor, of which the median counts, and the
// way from the first screen to a result. Fails if a category of `MUST_BE_WHOLE` is below 100.

import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import lighthouse, { desktopConfig, generateReport, startFlow } from 'lighthouse';
import puppeteer from 'puppeteer-core';

import { serve } from '../browser/lib/serve.mjs';

/** The places of the page; the first is where the way to a result starts. */
const PLACES = ['#/', '#/about'];
/** What is pressed on that way, and what is there when it is done. */
const EXAMPLE = '::-p-text(A cloud with faults)';
const RESULT = '.headline';

/** What is wished for in performance, which the machine decides as much as the page: it is told, not asked for. */
const FORM_FACTORS = {
  desktop: { config: desktopConfig, budget: 100 },
  mobile: { config: undefined, budget: 95 },
};
const MUST_BE_WHOLE = ['accessibility', 'best-practices', 'seo'];
const CATEGORIES = ['performance', ...MUST_BE_WHOLE];
const METRICS = {
  'first-contentful-paint': 'FCP',
  'largest-contentful-paint': 'LCP',
  'speed-index': 'SI',
  'total-blocking-time': 'TBT',
  'interaction-to-next-paint': 'INP',
  'cumulative-layout-shift': 'CLS',
};

const RUNS = Number(process.env.AUDIT_RUNS ?? 5);
const FOLDER = fileURLToPath(new URL('../../target/audit/', import.meta.url));

/** Chromium, with its own background traffic switched off. */
function launch() {
  const args = [
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-dev-shm-usage',
    '--disable-gpu',
    '--disable-quic',
    '--disable-sync',
    '--no-first-run',
  ];
  // Chromium's sandbox refuses to run as root, which is what CI containers have.
  if (process.getuid?.() === 0) {
    args.push('--no-sandbox');
  }
  return puppeteer.launch({ executablePath: process.env.CHROMIUM, headless: true, args });
}

/** What `use` makes of a fresh page, in a browser that nothing was done in. */
async function withPage(use) {
  const browser = await launch();
  try {
    return await use(await browser.newPage());
  } finally {
    await browser.close();
  }
}

/** The result of one run. */
async function run(url, { config }) {
  const result = await withPage((page) => lighthouse(url, { onlyCategories: CATEGORIES }, config, page));
  if (result.lhr.runtimeError) {
    throw new Error(`Lighthouse could not load ${url}: ${result.lhr.runtimeError.message}`);
  }
  return result.lhr;
}

/** An example is pressed until its result is there, and what is then on the screen: two results, without a score of loading. */
async function journey(url, { config }) {
  return withPage(async (page) => {
    const flow = await startFlow(page, { config, flags: { onlyCategories: CATEGORIES } });
    await flow.navigate(url);
    await flow.startTimespan();
    await page.locator(EXAMPLE).click();
    await page.locator(RESULT).wait();
    await flow.endTimespan();
    await flow.snapshot();
    const { steps } = await flow.createFlowResult();
    return { steps: steps.slice(1).map(({ lhr }) => lhr), html: await flow.generateReport() };
  });
}

const score = (lhr, category) => lhr.categories[category]?.score ?? null;

function median(values) {
  const sorted = values.filter((value) => value !== null).sort((a, b) => a - b);
  return sorted.length === 0 ? null : sorted[Math.floor((sorted.length - 1) / 2)];
}

/** The run whose performance is the median, with the medians of all runs in place of its own scores and metrics. */
function medianRun(runs) {
  const middle = median(runs.map((lhr) => score(lhr, 'performance')));
  const lhr = runs.find((candidate) => score(candidate, 'performance') === middle);
  const metrics = Object.keys(METRICS).filter((id) => lhr.audits[id]);
  return {
    lhr,
    scores: Object.fromEntries(CATEGORIES.map((id) => [id, median(runs.map((run) => score(run, id)))])),
    metrics: Object.fromEntries(metrics.map((id) => [id, median(runs.map((run) => run.audits[id].numericValue ?? null))])),
    spread: runs.map((run) => percent(score(run, 'performance'))),
  };
}

const percent = (value) => (value === null ? '–' : String(Math.round(value * 100)));

function metricText(id, value) {
  if (value === undefined || value === null) {
    return '–';
  }
  return id === 'cumulative-layout-shift' ? value.toFixed(3) : `${Math.round(value)} ms`;
}

/** Each audit that is not as good as it can be; `weight` 0 changes no score. */
function shortcomings(lhr) {
  const found = new Map();
  for (const { id: category, auditRefs } of Object.values(lhr.categories)) {
    for (const { id, weight } of auditRefs) {
      const { score: value, title, displayValue } = lhr.audits[id];
      if (value !== null && value < 1) {
        found.set(id, { id, category, weight, score: value, title: [title, displayValue].filter(Boolean).join(': ') });
      }
    }
  }
  return [...found.values()];
}

function printTable(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  for (const row of rows) {
    console.log(row.map((cell, column) => (column < 2 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))).join('  '));
  }
}

/** A line of the table; without a budget, performance was not looked at. */
function line({ name, form, scores, metrics, budget }) {
  const performance = budget === undefined ? '–' : `${percent(scores.performance)}/${budget}`;
  return [
    name,
    form,
    performance,
    ...MUST_BE_WHOLE.map((id) => percent(scores[id])),
    ...Object.keys(METRICS).map((id) => metricText(id, metrics[id])),
  ];
}

async function keep(name, lhr, html) {
  const file = join(FOLDER, name.replace(/[^a-z0-9]+/gi, '-').replace(/^-|-$/g, ''));
  await writeFile(`${file}.json`, JSON.stringify(lhr, null, 1));
  await writeFile(`${file}.html`, html);
}

await rm(FOLDER, { recursive: true, force: true });
await mkdir(FOLDER, { recursive: true });
// At the root, for there Lighthouse looks for what belongs to a whole host.
const site = await serve({ base: '/', compresses: true });
const entries = [];
try {
  // From here on the server has every file compressed.
  await withPage((page) => page.goto(site.url, { waitUntil: 'networkidle0' }));
  for (const [form, settings] of Object.entries(FORM_FACTORS)) {
    for (const place of PLACES) {
      const runs = [];
      for (let count = 1; count <= RUNS; count += 1) {
        runs.push(await run(site.url + place, settings));
      }
      const entry = { name: place, form, budget: settings.budget, ...medianRun(runs) };
      entries.push(entry);
      await keep(`${form} ${place}`, entry.lhr, generateReport(entry.lhr));
    }
    const { steps, html } = await journey(site.url + PLACES[0], settings);
    const [way, result] = steps.map((lhr) => medianRun([lhr]));
    entries.push({ name: 'to the result', form, ...way }, { name: 'the result', form, ...result });
    await keep(`${form} result`, steps, html);
  }
} finally {
  await site.close();
}

const [{ lhr }] = entries;
console.log(`Lighthouse ${lhr.lighthouseVersion}, median of ${RUNS}; reports are in target/audit/. The machine's speed by`);
console.log(`Lighthouse's own measure is ${Math.round(lhr.environment.benchmarkIndex)} (a desktop computer: above 1500).\n`);
printTable([['place', 'form', 'performance', ...MUST_BE_WHOLE, ...Object.values(METRICS)], ...entries.map(line)]);

console.log('\nPerformance of each run, and audits below 1:');
for (const entry of entries) {
  console.log(`\n${entry.name}, ${entry.form}${entry.budget === undefined ? '' : ` (${entry.spread.join(', ')})`}`);
  for (const found of shortcomings(entry.lhr)) {
    const weight = found.weight === 0 ? ', no weight' : '';
    console.log(`  ${found.score.toFixed(2)}  ${found.id} (${found.category}${weight}): ${found.title}`);
  }
  for (const warning of entry.lhr.runWarnings) {
    console.log(`  warning: ${warning}`);
  }
}

const missed = entries.filter(({ scores, budget }) => budget !== undefined && scores.performance * 100 < budget);
console.log(`\nPerformance is below its budget in ${missed.length} of ${entries.filter(({ budget }) => budget !== undefined).length} places.`);
const faults = entries.flatMap(({ name, form, scores }) =>
  MUST_BE_WHOLE.filter((id) => scores[id] !== null && scores[id] < 1).map((id) => `${id} of ${name} (${form}) is ${percent(scores[id])}, not 100.`),
);
if (faults.length > 0) {
  console.error(faults.join('\n'));
  process.exitCode = 1;
}
