import { marches } from '@openbpu/pipeline';
import { RECIPE_KEYS } from '@openbpu/config';
import { standardOps } from '@openbpu/ops';
import { cliPage } from './cli-page';
import { constraintsPage } from './constraints-page';
import { diagnosticsPage } from './diagnostics-page';
import { onnxFunctionsPage } from './onnx-functions-page';
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
  for (const command of ['recipe', 'data_preprocess', 'checker', 'makertbin', 'infer', 'evaluate'])
    expect(text).toContain(`## hb_mapper ${command}\n`);
  expect(text).toMatch(/^\| `--input-shape [^`]+` \|/m);
  expect(text).not.toMatch(/#\d/);
});

it('recipe keys: every key, and what marches say of it', () => {
  const text = recipeKeysPage();
  for (const { key } of RECIPE_KEYS) expect(text).toContain(`| \`${key}\` |`);
  expect(text).toContain('bayes-e: ');
});

it('functions: each form in full, constants and attributes of the call where they are read', () => {
  const lines = onnxFunctionsPage().split('\n');
  const body = (head: string) => lines.slice(lines.indexOf(head) + 1, lines.indexOf('}', lines.indexOf(head)));
  expect(body('HzPad<pads, value>(x) => (y) {')).toEqual([
    '  Cast_2 = Cast<to = INT8>(@value)',
    '  y = Pad(x, @pads, Cast_2)',
  ]);
  expect(body('HzTopKPlaces<axis, k, largest>(x) => (y) {').slice(1, 3)).toEqual([
    '  Reshape_3 = Reshape(@k, [1])',
    '  values, places = TopK<axis = @axis, largest = @largest, sorted = 1>(Cast_0, Reshape_3)',
  ]);
  expect(body('HzSQuantizedConv<kernel, strides, dilations, pads, group, low, high>(x, w, bias, m) => (y) {')[0]).toBe(
    '  QLinearConv_2 = QLinearConv<kernel_shape = @kernel, strides = @strides, dilations = @dilations, ' +
      'group = @group, pads = @pads>(x, float32[] {1}, int8[] {0}, w, m, int8[] {0}, float32[] {1}, int8[] {0}, bias)',
  );
});
