// The ways of a person through the page: in one file on a disk.

process.env.VARIANT = 'single';
await import('../journeys.test.mjs');
