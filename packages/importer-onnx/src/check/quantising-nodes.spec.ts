import { float32 } from '@openbpu/tensor';
import { floats, imported, node } from '../model.fixture';

it('warns of a model that is quantised already, but not of weights kept as integers, nor of pairs', async () => {
  const inputs = { x: floats(1, 2) };
  const constants = { s: float32([], [0.5]), k: float32([], [0.25]), w: float32([2], [1, 2]) };
  const pair = (from: string, to: string, by = 's') => [
    node('QuantizeLinear', [from, 's'], [`${to}_q`], {}, `${to}_quantise`),
    node('DequantizeLinear', [`${to}_q`, by], [to]),
  ];
  const add = node('Add', ['a', 'b'], ['y']);
  const both = await imported({ nodes: [...pair('x', 'a', 'k'), ...pair('w', 'b'), add], inputs, constants });
  expect(both.notes.map(({ code, message }) => `${code} ${message}`)).toEqual([
    'IMO023 the model is quantised already: 2 nodes of DequantizeLinear, QuantizeLinear run on the CPU and split ' +
      'what the BPU could run; "a_quantise" is no part of a pair: it quantises by 0.5 and dequantises by 0.25',
  ]);
  const weights = await imported({ nodes: [...pair('w', 'b'), node('Add', ['x', 'b'], ['y'])], inputs, constants });
  expect(weights.notes).toEqual([]);
  const paired = await imported({ nodes: [...pair('x', 'a'), node('Abs', ['a'], ['y'])], inputs, constants });
  expect(paired.notes.map(({ code }) => code)).toEqual(['IMO027', 'IMO028']);
});
