// A change of the standards, clouds, and the Impact page by what its parts are to a person.

import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** A day on which certificates of v5.1 can be had, and of no other version. */
export const DATE = '2026-08-22';
export const PLACE = `#/impact?date=${DATE}`;

/** The embedded scope, and one whose module of standard flavors asks for one flavor less. */
export const SCOPE = await readFile(`${ROOT}src/catalogue/data/scs-compatible-iaas.yaml`, 'utf8');
const ASKED = '        - scs-0103-flavor-4v-8\n';
export const SCOPE_BEFORE = SCOPE.replace(ASKED, '');
export const SCOPE_PATH = 'Tests/scs-compatible-iaas.yaml';
export const TESTCASE = 'scs-0103-flavor-4v-8';

/** A scope in which the draft alone asks for something more. */
export const SCOPE_OF_DRAFT = SCOPE.replace('modules:\n', 'modules:\n  - id: more\n    name: More\n    targets: {main: [scs-0115-none]}\n')
  .replace('  - version: next\n    include:\n', '  - version: next\n    include:\n      - more\n')
  .replace(
    '    testcases:\n      - id: scs-0100-semantics-check\n',
    '    testcases:\n      - id: scs-0115-none\n        description: Something new\n      - id: scs-0100-semantics-check\n',
  );

/** The export of a cloud of the tests: 'flavors-spec-missing' lacks the flavor, 'conformant-v5.1-1' does not. */
export const cloud = (name) => readFile(`${ROOT}tests/conformance/cases/${name}/cloud.json`);

const TEXT = 'Standards/scs-0103-v1-standard-flavors.md';
const CODE = 'Tests/iaas/scs_0103_standard_flavors/standard_flavors.py';

/** A pull request in which a test case becomes required, with a text, code and a file that is not about the standards. */
export const PULL = {
  number: 7,
  title: 'Ask for SCS-4V-8',
  base: {
    [SCOPE_PATH]: SCOPE_BEFORE,
    [TEXT]: '# Standard flavors\n\nOne.\n',
    [CODE]: 'def compute(c):\n    return c.flavors == 1\n',
    'README.md': 'a\n',
  },
  head: {
    [SCOPE_PATH]: SCOPE,
    [TEXT]: '# Standard flavors\n\nTwo.\n',
    [CODE]: 'def compute(c):\n    return c.flavors == 2\n',
    'README.md': 'b\n',
  },
};

/** A rule of one's own that clouds without a random number generator fail. */
export const RULE = `requirements:
  - id: draft-1
    standard: scs-0103
    levels: {any: must}
    holds: Every standard flavor allows the made-up thing
    check: {extra_spec: {name: "made-up:thing", values: ["yes"], of: standard_flavors}}
`;

/** A file as a picker takes it. */
export const file = (name, content) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(content) });

export function parts(page) {
  const chip = (list, name) => page.getByRole('list', { name: list }).getByRole('listitem').filter({ hasText: name });
  return {
    number: page.getByLabel('Pull request of the standards'),
    load: page.getByRole('button', { name: 'Load', exact: true }),
    notice: page.locator('.impact-input .notice'),
    after: page.getByLabel('Choose changed files'),
    before: page.getByLabel('What they were before'),
    rule: page.getByLabel('A rule of your own'),
    exports: page.getByLabel('Choose exports'),
    folder: page.getByRole('region', { name: 'Clouds' }).getByLabel('Choose a folder'),
    examples: page.getByRole('button', { name: 'Take the example clouds' }),
    change: (name) => chip('Changed files', name),
    changes: page.getByRole('list', { name: 'Changed files' }).getByRole('listitem'),
    cloud: (name) => chip('Clouds', name),
    clouds: page.getByRole('list', { name: 'Clouds' }).getByRole('listitem'),
    remove: (name) => page.getByRole('button', { name: `Remove ${name}`, exact: true }),
    answer: page.locator('#impact-answer'),
    row: (path) => page.getByRole('region', { name: 'Files' }).getByRole('row').filter({ hasText: path }),
    scope: page.getByLabel('Scope version'),
    date: page.getByLabel('Reference date'),
    /** What turns, in the scope versions that count. */
    turned: page.locator('.impact-version:not(details *) .turned li'),
    matrix: page.getByRole('region', { name: 'Clouds and test cases' }),
  };
}

/** Waits for an answer and gives it. */
export async function answer(page, text) {
  const found = parts(page).answer.filter({ hasText: text });
  await found.waitFor();
  return found.innerText();
}

/** Gives the page a change and a cloud that it breaks. */
export async function breaking(page, label = 'north.json') {
  const { after, before, exports } = parts(page);
  await after.setInputFiles([file('scs-compatible-iaas.yaml', SCOPE)]);
  await before.setInputFiles([file('scs-compatible-iaas.yaml', SCOPE_BEFORE)]);
  await exports.setInputFiles([file(label, await cloud('flavors-spec-missing'))]);
  await answer(page, 'Breaking');
}
