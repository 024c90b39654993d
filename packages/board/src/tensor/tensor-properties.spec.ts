import type { ArtifactHeader, ArtifactInput } from '@openbpu/artifact';
import { modelProperties, propertyLines } from './tensor-properties';

const picture = (change: Partial<ArtifactInput>): ArtifactInput => ({
  name: 'data',
  typeRt: 'nv12',
  typeIntermediate: 'yuv444_128',
  typeTrain: 'rgb',
  shape: [2, 4, 18, 3],
  layout: 'NHWC',
  dtype: 'uint8',
  source: 'pyramid',
  spaceAndRange: 'regular',
  ...change,
});
const segment = (inputs: string[], outputs: string[]): ArtifactHeader['steps'][number] => ({
  kind: 'bpu',
  name: 's',
  op: 'BPU',
  inputs,
  outputs,
  sections: [],
  removable: false,
});
const of = (
  inputs: ArtifactInput[],
  outputs: ArtifactHeader['outputs'] = [],
  steps: ArtifactHeader['steps'] = [segment(['data'], ['y'])],
) => modelProperties({ inputs, outputs, steps });

describe('the properties of pictures', () => {
  it.each([
    ['nv12', 'HB_DNN_IMG_TYPE_NV12', [2, 4, 32, 3], 2 * 6 * 32, [2, 6, 18]],
    ['yuv444', 'HB_DNN_IMG_TYPE_YUV444', [2, 4, 18, 3], 2 * 4 * 18 * 3, [2, 12, 18]],
    ['rgb', 'HB_DNN_IMG_TYPE_RGB', [2, 4, 18, 3], 2 * 4 * 18 * 3, [2, 12, 18]],
    ['bgr', 'HB_DNN_IMG_TYPE_BGR', [2, 4, 18, 3], 2 * 4 * 18 * 3, [2, 12, 18]],
  ] as const)('%s', (typeRt, tensorType, alignedShape, alignedByteSize, compact) => {
    const [input] = of([picture({ typeRt })]).inputs;
    expect(input).toMatchObject({
      source: 'HB_DNN_INPUT_FROM_PYRAMID',
      tensorType,
      validShape: [2, 4, 18, 3],
      alignedShape,
      alignedByteSize,
      tensorLayout: 'HB_DNN_LAYOUT_NHWC',
      quantiType: 'NONE',
      stride: [0, 0, 0, 0],
    });
    expect(input.storage.compact).toEqual(compact);
  });

  it('gray in NCHW', () => {
    const [input] = of([picture({ typeRt: 'gray', layout: 'NCHW', shape: [1, 1, 5, 17] })]).inputs;
    expect(input).toMatchObject({ tensorType: 'HB_DNN_IMG_TYPE_Y', alignedShape: [1, 1, 5, 32], alignedByteSize: 160 });
    expect(input.storage).toEqual({ compact: [1, 5, 17], padded: [1, 5, 32], elementBytes: 1 });
  });
});

describe('the properties of tensors', () => {
  const numbers = { typeRt: 'featuremap', layout: 'NCHW', shape: [1, 3, 4, 5], source: 'ddr' } as const;

  it('pads what a segment reads or writes, and nothing else', () => {
    const outputs: ArtifactHeader['outputs'] = [
      { name: 'y', dtype: 'int8', shape: [1, 3, 4, 5], layout: 'NCHW', scale: [0.5, 2, 1], axis: 1, zero: [0, 1, 2] },
      { name: 'z', dtype: 'int32', shape: [1, 3], layout: 'none' },
    ];
    const padded = of([picture({ ...numbers, dtype: 'int8', quant: { scale: [0.25] } })], outputs);
    expect(padded.inputs[0]).toMatchObject({ alignedShape: [1, 3, 4, 16], quantiType: 'SCALE', scale: [0.25] });
    expect(padded.inputs[0].source).toBe('HB_DNN_INPUT_FROM_DDR');
    expect(padded.outputs).toMatchObject([
      {
        tensorType: 'HB_DNN_TENSOR_TYPE_S8',
        alignedShape: [1, 3, 4, 16],
        alignedByteSize: 192,
        stride: [192, 64, 16, 1],
        quantizeAxis: 1,
        zeroPoint: [0, 1, 2],
      },
      { tensorType: 'HB_DNN_TENSOR_TYPE_S32', alignedShape: [1, 3, 1, 1], alignedByteSize: 12, stride: [12, 4] },
    ]);
    const compact = of([picture({ ...numbers, dtype: 'float32' })], outputs, [segment(['q'], ['w'])]);
    expect(compact.inputs[0]).toMatchObject({ alignedShape: [1, 3, 4, 5], tensorType: 'HB_DNN_TENSOR_TYPE_F32' });
    expect(compact.outputs[0]).toMatchObject({ alignedShape: [1, 3, 4, 5], stride: [60, 20, 5, 1] });
  });

  it('goes by what steps call it where a node was deleted', () => {
    const outputs = [{ name: 'y', tensor: 'raw', dtype: 'int8', shape: [1, 1, 1, 5], layout: 'NCHW' } as const];
    expect(of([], outputs, [segment([], ['raw'])]).outputs[0].alignedShape).toEqual([1, 1, 1, 16]);
    expect(of([], outputs, [segment([], ['y'])]).outputs[0].alignedShape).toEqual([1, 1, 1, 5]);
  });

  it('is told in lines', () => {
    const [output] = of(
      [],
      [{ name: 'y', dtype: 'int16', shape: [1, 2], scale: [0.5, 2], axis: 1, zero: [0, 3] }],
    ).outputs;
    expect(propertyLines('output', 4, output)).toEqual([
      'output[4]: ',
      'name: y',
      'valid shape: (1,2,)',
      'aligned shape: (1,2,1,1,)',
      'aligned byte size: 4',
      'tensor type: HB_DNN_TENSOR_TYPE_S16',
      'tensor layout: HB_DNN_LAYOUT_NONE',
      'quanti type: SCALE',
      'stride: (4,2,)',
      'scale data: 0.5,2,',
      'quantizeAxis: 1',
      'zero_point data: 0,3,',
      '',
    ]);
  });
});
