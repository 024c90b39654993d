import { Chance } from '../draw/chance';
import { checkLayer, noisyBlob } from './layer-laws.fixture';
import { Pointwise } from './pointwise';

it('keeps the laws of a layer', () => {
  checkLayer(new Pointwise(5, 3, new Chance('w')), [noisyBlob(5, 2, 3, 4, 1)]);
});
