import { ALL_LAYERS } from './all';
import { hintFor, ruleTable } from './rule-table';

describe('ruleTable', () => {
  it('knows every type of every rule', () => {
    const table = ruleTable(ALL_LAYERS);
    expect(table.get('ConvolutionDepthwise')).toBe(table.get('Convolution'));
    expect(table.get('Accuracy')).toBeUndefined();
  });

  it('refuses two rules for one type', () => {
    expect(() => ruleTable([...ALL_LAYERS, ALL_LAYERS[0]])).toThrow('two layer rules answer to one type');
  });
});

describe('hintFor', () => {
  it.each([
    ['Data', 'a deploy network takes its picture from an Input layer'],
    ['Python', 'Input layer'],
    ['EuclideanLoss', 'belongs to training or evaluation'],
    ['Relu', 'did you mean ReLU?'],
    ['Quux', 'replace the layer by supported ones'],
  ])('%s', (type, hint) => {
    expect(hintFor(type, ['ReLU', 'Pooling'])).toContain(hint);
  });
});
