import { checkLayer, noisyBlob } from './layer-laws.fixture';
import { Normalisation } from './normalisation';

it('keeps the laws of a layer', () => {
  const layer = new Normalisation(3);
  layer.parameters[0].value.set([1, -0.5, 2]);
  layer.parameters[1].value.set([0, 3, -1]);
  checkLayer(layer, [noisyBlob(3, 4, 3, 3, 1)]);
});

it('normalises by the batch in training, and by what it has heard afterwards', () => {
  const [layer, x] = [new Normalisation(1), noisyBlob(1, 50, 4, 4, 2)];
  const y = layer.forward([x], true).data;
  const mean = y.reduce((sum, value) => sum + value, 0) / y.length;
  expect(mean).toBeCloseTo(0, 5);
  expect(y.reduce((sum, value) => sum + value * value, 0) / y.length).toBeCloseTo(1, 3);
  layer.forward([x], false).data.forEach((value, i) => expect(value).toBeCloseTo(y[i], 4));
});

it('stays finite on a plain channel', () => {
  const x = { ...noisyBlob(1, 2, 2, 2, 3), data: new Float32Array(8).fill(4) };
  expect([...new Normalisation(1).forward([x], true).data]).toEqual(Array(8).fill(0));
});
