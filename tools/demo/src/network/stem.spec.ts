import { Chance } from '../draw/chance';
import { checkLayer, noisyBlob } from './layer-laws.fixture';
import { Stem } from './stem';

it('keeps the laws of a layer, and gives no gradient on', () => {
  checkLayer(new Stem(3, 4, new Chance('w')), [noisyBlob(3, 2, 6, 8, 1)], { inputGradients: false });
});
