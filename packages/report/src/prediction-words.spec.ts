import { duration } from './figures';
import { betweenText, predictionLines, protocolText, rateText, sentence, withBetween } from './prediction-words';

it('says an interval in a phrase, with one unit where both ends have the same', () => {
  expect(betweenText([2800, 3500], duration)).toBe('80 % between 2.8 and 3.5 ms');
  expect(betweenText([900, 1120], duration)).toBe('80 % between 900 µs and 1.12 ms');
  expect(betweenText([800, 12_345], rateText)).toBe('80 % between 800 and 12300 fps');
  expect(betweenText([1, 2], String)).toBe('80 % between 1 and 2');
  expect(withBetween(3100, [2800, 3500], duration)).toBe('3.1 ms, 80 % between 2.8 and 3.5 ms');
  expect(withBetween(3100, undefined, duration)).toBe('3.1 ms');
});

it('says what a prediction speaks of, and why it has no interval', () => {
  expect(protocolText('a frame of a test', true)).toBe('predicted is a frame of a test');
  expect(protocolText('a frame', false)).toBe(
    'predicted is a frame; no interval is given, since no latency of a board of this march is published',
  );
  expect(protocolText('a frame', false, false)).toMatch(/is given, since nothing of the model runs on the BPU$/);
  expect(sentence('predicted is a frame')).toBe('Predicted is a frame.');
});

it('says both figures with their intervals, as far as they are there', () => {
  const range = { latencyUs: [2800, 3500], fps: [250, 400] } as const;
  const predicted = { latencyUs: 3100, fps: 322.58, protocol: 'a frame' };
  expect(predictionLines({ ...predicted, range }, true)).toEqual([
    'a frame 3.1 ms, 80 % between 2.8 and 3.5 ms; 322.6 FPS, 80 % between 250 and 400 FPS',
    'predicted is a frame',
  ]);
  expect(predictionLines({ ...predicted, range }, true, 'up to ')[0]).toContain(' ms; up to 322.6 FPS, 80 %');
  const { fps: _, ...alone } = predicted;
  expect(predictionLines({ ...alone, range }, true)[0]).toBe('a frame 3.1 ms, 80 % between 2.8 and 3.5 ms');
  expect(predictionLines(predicted, true)).toEqual([expect.stringContaining('no latency of a board') as string]);
  expect(predictionLines(predicted, false)).toEqual([expect.stringContaining('nothing of the model runs') as string]);
});
