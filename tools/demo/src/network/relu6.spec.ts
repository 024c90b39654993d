import { makeBlob } from './blob';
import { checkLayer } from './layer-laws.fixture';
import { Relu6 } from './relu6';

it('keeps the laws of a layer away from its corners', () => {
  const x = makeBlob(1, 1, 2, 4);
  x.data.set([-1e30, -1, -0.1, 0.1, 3, 5.9, 6.1, 1e30]);
  const y = new Relu6().forward([x], false);
  [0, 0, 0, 0.1, 3, 5.9, 6, 6].forEach((value, i) => expect(y.data[i]).toBeCloseTo(value, 6));
  x.data[0] = -7;
  x.data[7] = 7;
  checkLayer(new Relu6(), [x]);
});

it('has no slope at its corners', () => {
  const [layer, x] = [new Relu6(), makeBlob(1, 1, 1, 2)];
  x.data.set([0, 6]);
  layer.forward([x], true);
  expect([...layer.backward({ ...x, data: Float32Array.of(1, 1) })[0].data]).toEqual([0, 0]);
});
