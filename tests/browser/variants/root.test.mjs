// The ways of a person through the page: at the top of a host.

process.env.VARIANT = 'root';
await import('../journeys.test.mjs');
