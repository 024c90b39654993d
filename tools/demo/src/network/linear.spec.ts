import { Chance } from '../draw/chance';
import { Linear } from './linear';
import { Mean } from './mean';
import { checkLayer, noisyBlob } from './layer-laws.fixture';
import type { Layer } from './layer';

it('keeps the laws of a layer behind a mean', () => {
  const [mean, linear] = [new Mean(), new Linear(4, 3, new Chance('w'))];
  linear.parameters[1].value.set([1, -2, 3]);
  const both: Layer = {
    parameters: linear.parameters,
    forward: (inputs, training) => linear.forward([mean.forward(inputs, training)], training),
    backward: (gradient) => mean.backward(linear.backward(gradient)[0]),
    emit: (draft, name, inputs) => linear.emit(draft, name, [mean.emit(draft, 'mean', inputs)]),
  };
  checkLayer(both, [noisyBlob(4, 3, 2, 2, 1)]);
});
