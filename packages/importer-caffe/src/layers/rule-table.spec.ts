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
  const known = ALL_LAYERS.flatMap(({ types }) => types);

  it.each([
    ['Data', 'a deploy network takes its picture from an Input layer'],
    ['EuclideanLoss', 'belongs to training or evaluation'],
    ['SELU', 'write it as ELU with alpha: 1.67326324'],
    ['HSwish', 'write it as Power with shift: 3'],
    ['Proposal', 'it chooses boxes'],
    ['Convolution3D', 'layers here have two spatial dimensions'],
    ['Relu', 'did you mean ReLU?'],
    ['tanh', 'did you mean TanH?'],
    ['Convoluton', 'did you mean Convolution?'],
    ['Quux', 'write it with layers that are known here'],
  ])('%s', (type, hint) => {
    expect(hintFor(type, known)).toContain(hint);
  });

  it.each([
    'GELU',
    'CELU',
    'LReLU',
    'Upsample2',
    'RoIPoolings',
    'PoolingV2',
    'LogSoftmax',
    'Swap',
    'BN2',
    'L2Normalize',
  ])('takes %s for another layer, not for a slip of the pen', (type) => {
    expect(hintFor(type, known)).not.toContain('did you mean');
  });
});
