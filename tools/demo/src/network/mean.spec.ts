import { checkLayer, noisyBlob } from './layer-laws.fixture';
import { Mean } from './mean';

it('keeps the laws of a layer', () => {
  checkLayer(new Mean(), [noisyBlob(4, 2, 3, 5, 1)]);
});
