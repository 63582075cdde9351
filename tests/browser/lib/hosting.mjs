// What docs/hosting.md tells people to set up.

import { readFile } from 'node:fs/promises';

const DOCUMENT = new URL('../../../docs/hosting.md', import.meta.url);

/** The one block of that language. */
export async function snippet(language) {
  const blocks = (await readFile(DOCUMENT, 'utf8')).split('```');
  const found = blocks.filter((block) => block.startsWith(`${language}\n`));
  if (found.length !== 1) {
    throw new Error(`docs/hosting.md has ${found.length} blocks of ${language}.`);
  }
  return found[0].slice(language.length + 1);
}

/** The headers that every file is to be sent with, by their names in lower case. */
export async function headers() {
  const lines = (await snippet('nginx')).matchAll(/add_header (\S+) "(.*)" always;/g);
  return Object.fromEntries([...lines].map(([, name, value]) => [name.toLowerCase(), value]));
}
