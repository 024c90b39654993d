import { marches } from '@openbpu/pipeline';
import { RECIPE_KEYS, UNSUPPORTED } from '@openbpu/config';
import { standardOps } from '@openbpu/ops';
import { cliPage } from './cli-page';
import { constraintsPage } from './constraints-page';
import { diagnosticsPage } from './diagnostics-page';
import { opsPage } from './ops-page';
import { passesPage } from './passes-page';
import { recipeKeysPage } from './recipe-keys-page';

it('ops: every op has one row', () => {
  const text = opsPage();
  for (const { name } of standardOps().ops)
    expect(text.match(new RegExp(`^\\| \`${name}\` \\|`, 'gm'))).toHaveLength(1);
});

it('passes: placement is the last before quantisation, and each pass links to its file', () => {
  const rows = passesPage()
    .split('\n')
    .filter((line) => /^\| \d/.test(line));
  expect(rows[0]).toContain('insert-preprocess');
  expect(rows.at(-3)).toContain('place/place.ts');
  expect(rows.at(-1)).toContain('quantise/quantise.ts');
});

it.each(marches().map((backend) => [backend.march, backend] as const))(
  'constraints of %s: every rule with its sentence',
  (_, backend) => {
    const text = constraintsPage(backend);
    for (const { id, sentence } of backend.constraints) {
      expect(text).toContain(`\`${id}\``);
      expect(text).toContain(sentence.replaceAll('|', '\\|'));
    }
  },
);

it('diagnostics: a section for each catalogue, codes in order', () => {
  const text = diagnosticsPage();
  for (const area of ['ART', 'CAF', 'CFG', 'CLI', 'CMP', 'VIS']) expect(text).toMatch(new RegExp(`^## ${area}: `, 'm'));
  const codes = [...text.matchAll(/^\| `([A-Z]{3}\d{3})` \|/gm)].map(([, code]) => code);
  expect(codes).toEqual([...codes].sort());
  expect(new Set(codes).size).toBe(codes.length);
});

it('commands: every command with its flags, without the line breaks of a terminal', () => {
  const text = cliPage();
  for (const command of ['checker', 'makertbin', 'infer', 'evaluate'])
    expect(text).toContain(`## hb_mapper ${command}\n`);
  expect(text).toMatch(/^\| `--input-shape [^`]+` \|/m);
  expect(text).not.toMatch(/#\d/);
});

it('recipe keys: every key, and what this version refuses', () => {
  const text = recipeKeysPage();
  for (const { key } of RECIPE_KEYS) expect(text).toContain(`| \`${key}\` |`);
  for (const { what } of UNSUPPORTED) expect(text).toContain(what);
});
