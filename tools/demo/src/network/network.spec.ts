import { Chance } from '../draw/chance';
import { noisyBlob, checkLayer } from './layer-laws.fixture';
import { Joined } from './joined';
import { Network } from './network';
import { Pointwise } from './pointwise';
import { Sum } from './sum';

it('adds up the gradients of a value that several layers read', () => {
  const net = new Network();
  const chance = new Chance('w');
  const a = net.add('a', new Pointwise(2, 3, chance), 0);
  const b = net.add('b', new Pointwise(3, 3, chance), a);
  const joined = net.add('join', new Joined(), b, net.add('sum', new Sum(), a, b));
  net.add('last', new Pointwise(6, 2, chance), joined);
  expect(net.parameters).toHaveLength(3);
  checkLayer(
    {
      parameters: net.parameters,
      forward: ([x], training) => net.forward(x, training),
      backward: (gradient) => (net.backward(gradient), []),
      emit: (draft, _, [x]) => net.emit(draft, x),
    },
    [noisyBlob(2, 2, 2, 3, 1)],
    { inputGradients: false },
  );
});
