// The ways of a person through the page: in Firefox.

process.env.BROWSER = 'firefox';
await import('../journeys.test.mjs');
