import { Fields } from '../text/fields';
import { parseText } from '../text/parse-text';
import { upgradeV0 } from './upgrade-v0';

const upgraded = (text: string) => new Fields('f', upgradeV0(parseText(text, 'f')));

describe('upgradeV0', () => {
  it('moves flat parameters to where they are today', () => {
    const f = upgraded(
      'layer { name: "c" type: "conv" num_output: 8 kernelsize: 3 stride: 2 biasterm: false ' +
        'weight_filler { type: "x" } blobs_lr: 1. weight_decay: 0 }\n' +
        'bottom: "a" top: "b"',
    );
    expect([f.string('name'), f.string('type'), f.string('bottom'), f.string('top')]).toEqual([
      'c',
      'Convolution',
      'a',
      'b',
    ]);
    const param = f.child('convolution_param');
    expect([
      param.int('num_output'),
      param.int('kernel_size'),
      param.int('stride'),
      param.flag('bias_term', true),
    ]).toEqual([8, 3, 2, false]);
    param.child('weight_filler').string('type');
    expect(f.unread()).toEqual([]);
  });

  it.each([
    ['pool', 'Pooling', 'pooling_param', 'pool: AVE'],
    ['innerproduct', 'InnerProduct', 'inner_product_param', 'num_output: 8'],
    ['lrn', 'LRN', 'lrn_param', 'local_size: 5'],
    ['concat', 'Concat', 'concat_param', 'concat_dim: 1'],
    ['padding', 'Padding', 'padding_param', 'pad: 1'],
    ['strange', 'strange', 'strange_param', 'x: 1'],
  ])('knows %s', (old, type, message, parameter) => {
    const f = upgraded(`layer { name: "l" type: "${old}" ${parameter} }`);
    expect([f.string('type'), f.child(message).message.fields.length]).toEqual([type, 1]);
  });

  it('leaves later generations alone', () => {
    const message = parseText('name: "l" type: CONVOLUTION', 'f');
    expect(upgradeV0(message)).toBe(message);
  });
});
