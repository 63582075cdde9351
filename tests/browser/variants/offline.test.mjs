// The ways of a person through the page: after one visit, with the host gone.

process.env.VARIANT = 'offline';
await import('../journeys.test.mjs');
