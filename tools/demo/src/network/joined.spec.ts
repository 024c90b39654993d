import { Joined } from './joined';
import { checkLayer, noisyBlob } from './layer-laws.fixture';

it('keeps the laws of a layer', () => {
  checkLayer(new Joined(), [noisyBlob(2, 3, 2, 3, 1), noisyBlob(1, 3, 2, 3, 2), noisyBlob(4, 3, 2, 3, 3)]);
});
