import { float32 } from '@openbpu/tensor';
import { complaint } from '../import-text.fixture';
import { Weights } from './weights';

const asker = (name: string) => ({ name, type: 'Convolution', origin: { name, file: 'net.prototxt', line: 7 } });
const layers = [
  { name: 'conv1', blobs: [float32([1], [1])] },
  { name: 'conv1', blobs: [float32([1, 1, 2, 3], [1, 2, 3, 4, 5, 6])] },
  { name: 'conv1', blobs: [] },
  { name: 'data', blobs: [] },
];

describe('Weights', () => {
  const weights = new Weights('m', layers);

  it('finds the last blobs of a name', () => {
    expect([
      weights.count('conv1'),
      weights.size('conv1', 0),
      weights.count('data'),
      weights.size('data', 0),
      weights.count('x'),
    ]).toEqual([1, 6, 0, 0, 0]);
  });

  it('gives a blob the shape that is expected, ones aside', () => {
    expect(weights.blob(asker('conv1'), 0, [2, 1, 3], 'weight').shape).toEqual([2, 1, 3]);
    expect(complaint(() => weights.blob(asker('conv1'), 0, [3, 2], 'weight'))).toContain(
      'CAF015 error   net.prototxt:7: layer "conv1": the weight of the caffemodel is 1x1x2x3, the ' +
        'prototxt asks for 3x2',
    );
  });

  it('says what is missing, with the name that was perhaps meant', () => {
    expect(complaint(() => weights.blob(asker('conv1'), 1, [2], 'bias'))).toContain(
      'CAF014 error   net.prototxt:7: layer "conv1" (Convolution): m holds no bias for it\n' +
        '  hint: the caffemodel has one blob for the layer: let its parameters say so ' +
        '(bias_term: false where it has no bias), or take the caffemodel that was trained with this prototxt',
    );
    expect(complaint(() => weights.blob(asker('conv2'), 0, [2], 'weight'))).toContain(
      'hint: the caffemodel has a layer "conv1": name the layer so where it is the same',
    );
  });

  it('asks for a caffemodel where there is none', () => {
    expect(complaint(() => new Weights('', undefined).blob(asker('conv1'), 0, [1], 'weight'))).toContain(
      'CAF013 error   net.prototxt:7: layer "conv1" (Convolution) needs weights, and no caffemodel was given',
    );
  });

  it('lists layers that nobody uses, each once', () => {
    expect(weights.unused(new Set(['data']))).toEqual(['conv1']);
    expect(new Weights('', undefined).unused(new Set())).toEqual([]);
  });
});
