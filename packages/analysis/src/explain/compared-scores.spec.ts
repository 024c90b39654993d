import { calibratedModel, NET } from '../net.fixture';
import { comparedScores } from './compared-scores';

it('looks in front of a Softmax that ends the net, and at one value once', () => {
  expect(comparedScores(calibratedModel())).toEqual(['y']);
  expect(comparedScores(calibratedModel(NET.replace('output y\n', '')))).toEqual(['y']);
});

it('looks at what a node gives where it is named, the Softmax too', () => {
  expect(comparedScores(calibratedModel(), 'soft')).toEqual(['p']);
  expect(comparedScores(calibratedModel(), 'conv1')).toEqual(['c']);
});

it('looks in front of a Softmax whose probabilities are rounded, too', () => {
  const rounded = 'p_cal: q = HzCalibration(p) {scales: [0.0078125], thresholds: [0.9921875]}\noutput q\n';
  expect(comparedScores(calibratedModel(NET.replace('output y\noutput p\n', rounded)))).toEqual(['y']);
});

it('looks in front of a Softmax whose probabilities are given another shape, too', () => {
  const shaped = 'flat: q = Reshape(p) {shape: [1, 8]}\noutput q\n';
  expect(comparedScores(calibratedModel(NET.replace('output y\noutput p\n', shaped)))).toEqual(['y']);
});
