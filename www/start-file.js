// Starts the page that is one file. `xtask` puts this into it, below the functions `checkerPage` and `checkerWorker`, which
// hold the glue of the two modules; the modules themselves stand in the file as gzip in base64.

/** A module as the glue takes it: the answer to a request that nobody makes. */
function unpacked(packed) {
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  const module = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(module, { headers: { 'content-type': 'application/wasm' } });
}

/** For a worker: starts the part of the program that reads and judges. */
function startWorker(packed) {
  // Only errors reach the page.
  addEventListener('unhandledrejection', (event) => reportError(event.reason));
  const { init, serve } = checkerWorker();
  init({ module_or_path: unpacked(packed) })
    .then(() => serve(globalThis))
    .catch(reportError);
}

(() => {
  const packed = (id) => document.getElementById(id).textContent;

  // For where there are no workers: the same, once, at as many ports as the page likes.
  const inPage = checkerWorker();
  let ready;
  globalThis.startCheckerHere = async (port) => {
    ready ??= inPage.init({ module_or_path: unpacked(packed('worker-module')) });
    await ready;
    inPage.serve(port);
  };

  // A worker's script is a file of its own. It is made of the same text, and cannot fetch anything.
  const script = [checkerWorker, unpacked, startWorker, `startWorker('${packed('worker-module')}');`].join('\n');
  const address = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
  document.getElementById('app').setAttribute('data-worker', address);

  checkerPage().init({ module_or_path: unpacked(packed('page-module')) });
})();
