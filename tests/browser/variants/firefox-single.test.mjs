// The ways of a person through the page: in one file on a disk, in Firefox.

process.env.BROWSER = 'firefox';
process.env.VARIANT = 'single';
await import('../journeys.test.mjs');
