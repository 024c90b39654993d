import { checkLayer, noisyBlob } from './layer-laws.fixture';
import { Sum } from './sum';

it('keeps the laws of a layer', () => {
  checkLayer(new Sum(), [noisyBlob(2, 3, 2, 2, 1), noisyBlob(2, 3, 2, 2, 2)]);
});
