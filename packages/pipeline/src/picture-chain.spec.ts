import { preprocessOfWords } from '@openbpu/config';
import { PICTURE_CHAIN, chainOfRecipe } from './picture-chain';

const WORDS =
  'ShortSideResize(9, INTER_CUBIC); Resize(8x9, opencv); PadResize(20x30, 5, bottom_right); CenterCrop(7); ' +
  'BGR2RGB; Scale(1.5); Mean([1, 2, 3]); HWC2CHW';

it('carries every step through JSON', () => {
  const chain = preprocessOfWords(WORDS, 'opencv');
  expect(chain).toHaveProperty('steps.length', 8);
  const carried: unknown = JSON.parse(JSON.stringify({ model: {}, preprocess: chain }));
  expect(chainOfRecipe(carried)).toEqual(chain);
});

it('takes nothing else', () => {
  expect(chainOfRecipe({})).toBeUndefined();
  expect(chainOfRecipe(undefined)).toBeUndefined();
  for (const steps of [
    [{ kind: 'Blur' }],
    [{ kind: 'CenterCrop', height: 0, width: 1 }],
    [{ kind: 'Mean', values: [] }],
    7,
  ])
    expect(chainOfRecipe({ preprocess: { readMode: 'opencv', steps } })).toBeUndefined();
  expect(PICTURE_CHAIN.safeParse({ readMode: 'pil', steps: [] }).success).toBe(false);
});
