import type { PictureChain } from '@openbpu/tensor';
import type { ResolvedInput } from '../resolve-inputs';
import { checkChainShape } from './check-chain-shape';

const input = (shape: readonly number[]): ResolvedInput => ({
  name: 'x',
  dtype: 'float32',
  shape,
  typeTrain: 'rgb',
  layoutTrain: 'NCHW',
  typeRt: 'rgb',
  layoutRt: 'NCHW',
  layoutQuantised: 'NCHW',
  spaceAndRange: 'regular',
  source: 'ddr',
});
const chain = (...steps: PictureChain['steps']): PictureChain => ({ readMode: 'opencv', steps });
const CROP = { kind: 'CenterCrop', height: 8, width: 9 } as const;
const PLANES = { kind: 'Layout', to: 'CHW' } as const;
const GRAY = { kind: 'Colour', from: 'bgr', to: 'gray' } as const;

it('takes the size of the input, and one that only pictures can tell', () => {
  checkChainShape(input([1, 3, 8, 9]), chain(CROP, PLANES));
  checkChainShape(input([1, 8, 9, 3]), chain(CROP));
  checkChainShape(input([1, 3, 8, 9]), chain(PLANES));
  checkChainShape(input([1, 3, 8, 9]), chain({ kind: 'ShortSideResize', shortSide: 8, interpolation: 'INTER_LINEAR' }));
});

it.each([
  [[1, 3, 9, 8], [CROP, PLANES], /VIS053 .*every picture becomes 1x3x8x9 .*1x3x9x8 is expected/],
  [[1, 3, 8, 8], [CROP, PLANES], /becomes 1x3x8x9/],
  [[1, 8, 8, 1], [CROP, GRAY], /becomes 1x8x9x1/],
  [[2, 3, 8, 9], [CROP, PLANES], /VIS054 .*"x" is 2 pictures/],
] as const)('refuses %j', (shape, steps, problem) => {
  expect(() => checkChainShape(input(shape), chain(...steps))).toThrow(problem);
});
