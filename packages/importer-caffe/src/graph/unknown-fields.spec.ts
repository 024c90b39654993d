import { importLayer } from '../import-text.fixture';

describe('reportUnknownFields', () => {
  it('warns of a parameter nobody reads, with the one that was perhaps meant', () => {
    expect(importLayer('Pooling', '\npooling_param { kernel_size: 2\n strides: 2 }').heard).toEqual([
      'CAF018 warning dir/net.prototxt:4:2: layer "l": field "pooling_param.strides" is not known ' +
        'and has no effect\n' +
        '  hint: did you mean "stride"?',
    ]);
  });

  it('warns of parameters of another layer type', () => {
    expect(importLayer('ReLU', 'pooling_param { kernel_size: 2 }').heard).toEqual([
      expect.stringContaining('field "pooling_param" is not known and has no effect'),
    ]);
  });

  it('passes over what concerns training', () => {
    expect(
      importLayer('ReLU', 'param { lr_mult: 1 } loss_weight: 0 phase: TEST relu_param { engine: CAFFE }').heard,
    ).toEqual([]);
  });
});
