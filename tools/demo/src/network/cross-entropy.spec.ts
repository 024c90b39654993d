import { crossEntropy } from './cross-entropy';
import { noisyBlob } from './layer-laws.fixture';

it('has the gradient that differences show', () => {
  const logits = noisyBlob(4, 3, 1, 1, 1);
  const { gradient } = crossEntropy(logits, [0, 3, 1], 0.1);
  logits.data.forEach((kept, i) => {
    const at = (value: number) => {
      logits.data[i] = value;
      return crossEntropy(logits, [0, 3, 1], 0.1).value;
    };
    const slope = (at(kept + 2 ** -8) - at(kept - 2 ** -8)) * 128;
    logits.data[i] = kept;
    expect(gradient.data[i]).toBeCloseTo(slope, 4);
  });
});

it('counts the images told right, and survives large logits', () => {
  const logits = { ...noisyBlob(2, 2, 1, 1, 1), data: Float32Array.of(1e4, -1e4, -1e4, 1e4) };
  expect(crossEntropy(logits, [0, 1], 0)).toMatchObject({ value: 0, correct: 2 });
  expect(crossEntropy(logits, [0, 0], 0)).toMatchObject({ value: 1e4, correct: 1 });
});
