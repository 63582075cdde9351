// How fast the built page is for a person, in Chromium: from a paste to the answer, keys over many findings, a large file
// and scrolling; node bench.mjs [paste] [typing] [reading] [scrolling]. It measures and tells; no figure makes it fail.

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { launch } from './lib/page.mjs';
import { serve } from './lib/serve.mjs';

// What the page has, and where. A change of the page needs no other change here.
const READY = { selector: '.boot', state: 'detached' };
const PASTE_AREA = '#paste';
const FILE_PICKER = '#files';
/** The answer: its text is another one as soon as there is a result. */
const HEADLINE = 'main h1';
/** There while something is read or judged. */
const BUSY = '[aria-busy="true"]';
const SEARCH = 'input[type="search"]';
/** What is pressed in turn to come to a table of many rows, and the table, which scrolls itself or with the page. */
const TO_ROWS = ['button.lens[aria-pressed="false"]'];
const ROWS = '.virtual';

/** How long a person takes from reaching for the page to doing something there. It may load the rest meanwhile. */
const REACH_MS = 1000;

const TYPICAL = { flavors: 100, images: 50 };
const PASTES = 9;
const KEYS = 'scs-4v-16 ram 16 gib';
/** Each of these has a finding at least. */
const FAULTY_FLAVORS = 100_000;
const LARGE_BYTES = 50e6;
const ROW_COUNT = 100_000;
const WHEELS = 120;
const FRAME_MS = 1000 / 60;
const LONG_MS = 50;
const TIMEOUT_MS = 120_000;

const CLOUD = fileURLToPath(new URL('../conformance/cases/conformant-v5.1-1/cloud.json', import.meta.url));
const FOLDER = fileURLToPath(new URL('../../target/bench-browser/', import.meta.url));

// Exports.

/** `count` items of a list under ever new ids and names. */
function many(list, count) {
  return Array.from({ length: count }, (_, number) => {
    const item = list[number % list.length];
    const isFirst = number < list.length;
    return { ...item, id: `id-${number}`, name: isFirst ? item.name : `${item.name} ${number}` };
  });
}

/** A flavor that gives less than its well-formed name promises. */
const faulty = (flavor, number) => ({
  ...flavor,
  id: `id-${number}`,
  name: `SCS-${2 + (number % 60)}V-${4 + (number % 500)}-${1 + number}`,
  vcpus: 1,
  ram: 1000,
  disk: 0,
  extra_specs: {},
});

/** Flavors and images of so many bytes. */
function large({ flavors, images }, bytes) {
  const per = 1000;
  const sample = JSON.stringify({ flavors: many(flavors, per), images: many(images, per) }).length;
  const count = Math.ceil((bytes / sample) * per);
  return JSON.stringify({ flavors: many(flavors, count), images: many(images, count) });
}

// Measuring.

const sorted = (values) => [...values].sort((a, b) => a - b);
const quantile = (values, share) => sorted(values)[Math.min(values.length - 1, Math.floor(values.length * share))];
const median = (values) => quantile(values, 0.5);
const ms = (value) => `${value.toFixed(1)} ms`;
const tell = (name, ...values) => console.log(`  ${name.padEnd(46)} ${values.join('   ')}`);

async function fresh(browser, site) {
  const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
  context.setDefaultTimeout(TIMEOUT_MS);
  const page = await context.newPage();
  await page.addInitScript(instruments);
  await page.goto(site.url);
  await page.locator(READY.selector).waitFor({ state: READY.state });
  await page.waitForLoadState('networkidle');
  await page.mouse.move(9, 9);
  await page.waitForTimeout(REACH_MS);
  return page;
}

/** In the page: what the measurements call. */
function instruments() {
  // When messages went to the worker and came from it.
  const sent = [];
  const heard = [];
  const Plain = Worker;
  window.Worker = class extends Plain {
    constructor(...of) {
      super(...of);
      // Before the page hears of it.
      this.addEventListener('message', () => heard.push(performance.now()));
    }
  };
  const { postMessage } = Plain.prototype;
  Plain.prototype.postMessage = function post(...message) {
    sent.push(performance.now());
    return postMessage.apply(this, message);
  };
  window.bench = {
    sent,
    heard,
    /** When what is drawn next is on the way to the screen: the first task after its frame. */
    painted: () =>
      new Promise((resolve) => {
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => resolve(performance.now());
          port2.postMessage(null);
        });
      }),
    /** From the next event of a kind to the first frame in which `isDone` holds. */
    fromEvent: (kind, isDone) =>
      new Promise((resolve) => {
        const start = (event) => {
          const observer = new MutationObserver(async () => {
            if (isDone()) {
              observer.disconnect();
              window.bench.from = event.timeStamp;
              window.bench.ready = performance.now();
              resolve((await window.bench.painted()) - event.timeStamp);
            }
          });
          observer.observe(document, { subtree: true, childList: true, characterData: true });
        };
        addEventListener(kind, start, { capture: true, once: true });
      }),
    /** From the next event of a kind to the frame that follows what it does. */
    toNextPaint: (kind) =>
      new Promise((resolve) => {
        const start = async (event) => resolve((await window.bench.painted()) - event.timeStamp);
        addEventListener(kind, start, { capture: true, once: true });
      }),
    /** How long `JSON.parse` takes, the median of some times. */
    parse: (text, runs) => {
      const times = Array.from({ length: runs }, () => {
        const start = performance.now();
        JSON.parse(text);
        return performance.now() - start;
      });
      return times.sort((a, b) => a - b)[Math.floor(runs / 2)];
    },
  };
}

/**
 * What `act` gives; the tasks of the page's main thread meanwhile, in milliseconds; and when marks named `bench key …` were
 * set. An observer of long tasks would tell of none below 50 ms.
 */
async function withTasks(page, act) {
  const session = await page.context().newCDPSession(page);
  const events = [];
  session.on('Tracing.dataCollected', ({ value }) => {
    events.push(...value.filter(({ name }) => name === 'RunTask' || name.startsWith('bench ')));
  });
  const traceConfig = {
    includedCategories: ['disabled-by-default-devtools.timeline', 'blink.user_timing'],
    recordMode: 'recordAsMuchAsPossible',
  };
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig });
  await page.evaluate(() => performance.mark('bench here'));
  const result = await act();
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.end');
  await complete;
  await session.detach();
  const { pid, tid } = events.find(({ name }) => name === 'bench here');
  const own = events.filter((event) => event.pid === pid && event.tid === tid);
  const tasks = own
    .filter(({ name, dur }) => name === 'RunTask' && dur)
    .map(({ ts, dur }) => ({ start: ts / 1000, length: dur / 1000 }));
  const marks = own.filter(({ name }) => name.startsWith('bench key')).map(({ ts }) => ts / 1000);
  return { result, tasks, marks };
}

const longest = (tasks) => Math.max(0, ...tasks.map(({ length }) => length));

/** Gives a file to the page, and waits; the time until the answer was painted, in milliseconds. */
async function check(page, path) {
  await expectAnswer(page, 'change');
  await page.locator(FILE_PICKER).setInputFiles(path);
  const time = await page.evaluate(() => window.bench.answer);
  await page.locator(BUSY).waitFor({ state: 'detached' });
  return time;
}

/** From the next event of a kind on, `window.bench.answer` becomes the time to the answer. */
function expectAnswer(page, kind) {
  const expect = ([selector, event]) => {
    const text = () => document.querySelector(selector)?.textContent;
    const before = text();
    window.bench.answer = window.bench.fromEvent(event, () => text() !== undefined && text() !== before);
  };
  return page.evaluate(expect, [HEADLINE, kind]);
}

async function written(name, text) {
  const path = join(FOLDER, name);
  await writeFile(path, text);
  return path;
}

// What is measured.

async function paste(browser, site, cloud) {
  const text = JSON.stringify({ flavors: many(cloud.flavors, TYPICAL.flavors), images: many(cloud.images, TYPICAL.images) });
  const times = [];
  const parses = [];
  const shares = [];
  for (let run = 0; run < PASTES; run += 1) {
    const page = await fresh(browser, site);
    await page.evaluate((content) => navigator.clipboard.writeText(content), text);
    await page.locator(PASTE_AREA).focus();
    await expectAnswer(page, 'paste');
    await page.keyboard.press('Control+v');
    times.push(await page.evaluate(() => window.bench.answer));
    shares.push(
      await page.evaluate((time) => {
        const { from, sent, heard, ready } = window.bench;
        const [asked, answered] = [sent[0] - from, heard.filter((at) => at - from < time).at(-1) - from];
        return { asked, answered: answered - asked, drawn: ready - from - answered, painted: time - answered };
      }, times.at(-1)),
    );
    parses.push(await page.evaluate((content) => window.bench.parse(content, 1), text));
    await page.context().close();
  }
  const time = median(times);
  const parse = median(parses);
  console.log(`\nA paste of ${TYPICAL.flavors} flavors and ${TYPICAL.images} images (${(text.length / 1e3).toFixed(0)} kB), fresh page, median of ${PASTES}:`);
  tell('paste to the answer being painted', ms(time), `${(time / FRAME_MS).toFixed(1)} frames`, `${ms(Math.min(...times))} to ${ms(Math.max(...times))}`);
  const share = (name) => median(shares.map((parts) => parts[name]));
  tell('  of that, until the worker is asked', ms(share('asked')));
  tell('  of that, reading and judging in the worker', ms(share('answered')));
  tell('  of that, from its answer to a page to paint', ms(share('drawn')), `${(share('drawn') / FRAME_MS).toFixed(1)} frames`);
  tell('  of that, from its answer to the paint', ms(share('painted')), `${(share('painted') / FRAME_MS).toFixed(1)} frames`);
  tell('JSON.parse, first time in that page', ms(parse), `ratio ${(time / parse).toFixed(1)}`);
}

async function typing(browser, site, cloud) {
  const flavors = Array.from({ length: FAULTY_FLAVORS }, (_, number) => faulty(cloud.flavors[0], number));
  const path = await written('faulty.json', JSON.stringify({ flavors }));
  const page = await fresh(browser, site);
  await check(page, path);
  const search = page.locator(SEARCH).first();
  if ((await search.count()) === 0) {
    console.log(`\nTyping: skipped, there is no search field (${SEARCH}).`);
    return;
  }
  await search.focus();
  const { result, tasks, marks } = await withTasks(page, async () => {
    const times = [];
    const answers = [];
    for (const [index, key] of [...KEYS].entries()) {
      const before = await page.evaluate(() => performance.now());
      await page.evaluate((number) => {
        performance.mark(`bench key ${number}`);
        window.bench.paint = window.bench.toNextPaint('keydown');
      }, index);
      await page.keyboard.press(key === ' ' ? 'Space' : key);
      times.push(await page.evaluate(() => window.bench.paint));
      // What a key starts belongs to it.
      await page.waitForTimeout(150);
      answers.push(await page.evaluate((start) => window.bench.heard.at(-1) - start, before));
    }
    return { times, answers };
  });
  const perKey = marks.map((start, index) =>
    longest(tasks.filter((task) => task.start >= start && task.start < (marks[index + 1] ?? Infinity))),
  );
  console.log(`\nTyping ${KEYS.length} keys into the search over ${FAULTY_FLAVORS} findings and more, median and most:`);
  tell('longest task of the main thread per key', ms(median(perKey)), ms(Math.max(...perKey)));
  tell('key to the next paint', ms(median(result.times)), ms(Math.max(...result.times)));
  tell('key to what the search found', ms(median(result.answers)), ms(Math.max(...result.answers)));
  await page.context().close();
}

async function reading(browser, site, cloud) {
  const text = large(cloud, LARGE_BYTES);
  const path = await written('large.json', text);
  const page = await fresh(browser, site);
  const { result: time, tasks } = await withTasks(page, () => check(page, path));
  const long = tasks.filter(({ length }) => length > LONG_MS);
  const parse = await page.evaluate(async (name) => window.bench.parse(await (await fetch(name)).text(), 3), 'large.json');
  console.log(`\nA file of ${(text.length / 1e6).toFixed(1)} MB:`);
  tell('file to the answer being painted', ms(time));
  tell('JSON.parse of the same text in the same page', ms(parse), `ratio ${(time / parse).toFixed(2)}`);
  tell('longest task of the main thread', ms(longest(tasks)), `${long.length} longer than ${LONG_MS} ms`);
  await page.context().close();
}

async function scrolling(browser, site, cloud) {
  const path = await written('rows.json', JSON.stringify({ flavors: many(cloud.flavors, ROW_COUNT) }));
  const page = await fresh(browser, site);
  await check(page, path);
  for (const step of TO_ROWS) {
    await page.locator(step).first().click();
  }
  const rows = page.locator(ROWS).first();
  await rows.waitFor({ timeout: 5000 }).catch(() => {});
  if ((await rows.count()) === 0) {
    console.log(`\nScrolling: skipped, there is no table of many rows (${ROWS}).`);
    return;
  }
  await rows.scrollIntoViewIfNeeded();
  await rows.hover();
  await page.evaluate(() => {
    const frames = [];
    const note = (time) => {
      frames.push(time);
      window.bench.next = requestAnimationFrame(note);
    };
    window.bench.frames = frames;
    window.bench.next = requestAnimationFrame(note);
  });
  for (let wheel = 0; wheel < WHEELS; wheel += 1) {
    await page.mouse.wheel(0, 400);
  }
  const times = await page.evaluate(() => {
    cancelAnimationFrame(window.bench.next);
    return window.bench.frames.slice(1).map((time, index) => time - window.bench.frames[index]);
  });
  console.log(`\nScrolling through ${ROW_COUNT} rows, ${times.length} frames:`);
  tell('time of a frame: median, 95 %, most', ms(median(times)), ms(quantile(times, 0.95)), ms(Math.max(...times)));
  await page.context().close();
}

const MEASUREMENTS = { paste, typing, reading, scrolling };
const chosen = process.argv.slice(2);
const cloud = JSON.parse(await readFile(CLOUD, 'utf8'));
await mkdir(FOLDER, { recursive: true });
const site = await serve({ extra: { 'large.json': () => readFile(join(FOLDER, 'large.json')) } });
const browser = await launch();
try {
  console.log(`The page in Chromium ${browser.version()}:`);
  for (const [name, measure] of Object.entries(MEASUREMENTS)) {
    if (chosen.length === 0 || chosen.includes(name)) {
      await measure(browser, site, cloud);
    }
  }
} finally {
  await browser.close();
  await site.close();
}
