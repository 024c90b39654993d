import { DiagnosticError, formatDiagnostic } from '@openbpu/diagnostics';
import type { ReadMode } from '@openbpu/tensor';
import { parsePreprocess, preprocessOfWords } from './parse-preprocess';
import { parseRecipe } from './parse-recipe';
import { BASE, codes, options } from './recipe-text.fixture';

const GROUP = "preprocess:\n  read_mode: 'skimage'\n  transformers: HWC2CHW; Scale(255);\n    RGB2BGR\n";
/** Trained on what the group gives. */
const FITTED = BASE.replace("'rgb'", "'bgr'");
const CHAIN = {
  readMode: 'skimage',
  steps: [
    { kind: 'Layout', to: 'CHW' },
    { kind: 'Scale', values: [255] },
    { kind: 'Colour', from: 'rgb', to: 'bgr' },
  ],
};

function said(text: string, readMode?: ReadMode): string[] {
  try {
    parsePreprocess(text, 'preprocess.yaml', readMode);
    return [];
  } catch (error) {
    if (error instanceof DiagnosticError) return error.diagnostics.map(formatDiagnostic);
    throw error;
  }
}

it('reads one group in a file of its own and in a recipe', () => {
  expect(parsePreprocess(GROUP, 'f')).toEqual(CHAIN);
  expect(parseRecipe(FITTED + GROUP, options).preprocess).toEqual(CHAIN);
  expect(parsePreprocess(BASE + GROUP, 'f')).toEqual(CHAIN);
  expect(parseRecipe(BASE, options).preprocess).toBeUndefined();
  expect(parsePreprocess("preprocess:\n  transformers: 'HWC2CHW'\n", 'f').readMode).toBe('opencv');
});

it('takes the reader of the command line before its own', () => {
  expect(
    parsePreprocess("preprocess:\n  read_mode: 'opencv'\n  transformers: RGB2BGR\n", 'f', 'skimage'),
  ).toMatchObject({
    readMode: 'skimage',
  });
  expect(said(GROUP, 'opencv')).toEqual([expect.stringMatching(/CFG061 .*RGB2BGR takes rgb, and the picture is bgr/)]);
});

it.each([
  ['transformers: x\n', [/CFG025 error {3}preprocess.yaml:1:1: key 'transformers' stands outside its group/]],
  ['proprocess:\n  a: b\n', [/CFG006 .*:1:1: unknown group 'proprocess'/]],
  ['preprocess: x\n', [/CFG004 .*:1:1: group 'preprocess'/]],
  ['preprocess:\n', [/CFG062 .*:1:1: preprocess has no transformers/]],
  ["preprocess:\n  read_mode: 'opencv'\n", [/CFG062 .*:1:1/]],
  ['', [/CFG004 .*preprocess.yaml/]],
  ['{}', [/CFG062 .*preprocess.yaml/]],
  ["preprocess:\n  transformers: 'CenterCrop'\n", [/CFG008 .*:2:17: transformers: CenterCrop needs crop_size/]],
  ["preprocess:\n  read_mode: cv\n  transformer: 'HWC2CHW'\n", [/CFG008 .*:2:14/, /CFG007 .*:3:3: .*'transformer'/]],
  [
    'preprocess:\n  transformers: [HWC2CHW, RGB2BGR]\n',
    [/CFG008 [^]*write it as one text: transformers: 'HWC2CHW; RGB2BGR'/],
  ],
  ["preprocess:\n  transformers: 'RGB2BGR'\n", [/CFG061 .*:2:17: transformers: RGB2BGR takes rgb[^]*\^\^\^[^]*hint/]],
])('%j is refused', (text, patterns) => {
  expect(said(text)).toEqual(patterns.map((pattern) => expect.stringMatching(pattern)));
});

it('complains in a recipe as well, once', () => {
  expect(codes(`${BASE}preprocess:\n  read_mode: opencv\n`)).toEqual(['CFG062 preprocess']);
  expect(codes(`${BASE}preprocess:\n  transformers: RGB2BGR\n`)).toEqual(['CFG061 transformers']);
  expect(codes(`${BASE}preprocess:\n  transformers: Frob\n`)).toEqual(['CFG008 transformers']);
  expect(codes(`${BASE}preprocess:\n`)).toEqual([]);
});

it('reads the words of a flag', () => {
  expect(preprocessOfWords(' HWC2CHW; Scale(255); RGB2BGR ', 'skimage')).toEqual(CHAIN);
  expect(preprocessOfWords('HWC2CHW; RGB2BGR', 'opencv')).toMatchObject({
    problem: expect.stringContaining('takes rgb'),
  });
  expect(preprocessOfWords('Frob', 'opencv')).toMatchObject({ problem: "there is no transformer 'Frob'" });
});
