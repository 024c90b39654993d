import { Chance } from '../draw/chance';
import { Depthwise } from './depthwise';
import { checkLayer, noisyBlob } from './layer-laws.fixture';

it.each([
  [1, 5, 4],
  [1, 1, 1],
  [2, 6, 4],
  [2, 2, 2],
] as const)('keeps the laws of a layer with stride %i on %ix%i', (stride, height, width) => {
  checkLayer(new Depthwise(3, stride, new Chance('w')), [noisyBlob(3, 2, height, width, 1)]);
});
