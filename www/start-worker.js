// Starts the part of the program that reads and judges: at once in a worker; in a page, where there are no workers, when
// it is called with a port.

import init, { serve } from './scs-checker-worker.js';

const module = new URL('./scs-checker-worker_bg.wasm', import.meta.url);

async function start(port) {
  await init({ module_or_path: module });
  serve(port);
}

if (globalThis.document) {
  globalThis.startCheckerHere = start;
} else {
  // Only errors reach the page.
  addEventListener('unhandledrejection', (event) => reportError(event.reason));
  start(globalThis).catch(reportError);
}
