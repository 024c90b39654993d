import { complaint, importLayer } from '../import-text.fixture';

describe('Dropout', () => {
  it('passes its bottom on', () => {
    const { nodes, heard } = importLayer('Dropout', 'dropout_param { dropout_ratio: 0.5 }', [[1, 3]]);
    expect(nodes).toEqual(['l: y: float32[1x3] = Identity(a)']);
    expect(heard).toEqual([]);
  });

  it('refuses a scale at test time', () => {
    expect(complaint(() => importLayer('Dropout', 'dropout_param { scale_train: false }', [[1, 3]]))).toContain(
      'scale_train: false is not supported',
    );
  });
});
