// The ways of a person through the page: on a host that sends packed files.

process.env.VARIANT = 'precompressed';
await import('../journeys.test.mjs');
