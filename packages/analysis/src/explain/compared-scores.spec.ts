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
