// Starts the part of the program that reads and judges: at once in a worker; in a page, where there are no workers, when
// it is called with a port.

import init, { serve } from './scs-checker-worker.js';

const module = new URL('./scs-checker-worker_bg.wasm', import.meta.url);

/** One program is enough for all ports; a failure can be tried again. */
let ready;

async function start(port) {
  ready ??= init({ module_or_path: module });
  try {
    await ready;
  } catch (error) {
    ready = undefined;
    throw error;
  }
  serve(port);
}

if (globalThis.document) {
  globalThis.startCheckerHere = start;
} else {
  // Only errors reach the page.
  addEventListener('unhandledrejection', (event) => reportError(event.reason));
  start(globalThis).catch(reportError);
}
