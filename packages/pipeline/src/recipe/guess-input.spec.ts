import { type InputFacts, guessInput } from './guess-input';

const of = (shape: readonly number[], more: Partial<InputFacts> = {}) =>
  guessInput({ name: 'x', dtype: 'float32', kind: 'onnx', shape, ...more });

const said = (...given: Parameters<typeof of>) => {
  const { typeTrain, layoutTrain, typeRt, layoutRt = '-' } = of(...given);
  return [typeTrain, layoutTrain, typeRt, layoutRt].join(' ');
};

it.each([
  [[1, 3, 224, 224], 'rgb NCHW nv12 -'],
  [[1, 224, 224, 3], 'rgb NHWC nv12 -'],
  [[8, 3, 240, 320], 'rgb NCHW nv12 -'],
  [[1, 3, 227, 227], 'rgb NCHW rgb NHWC'],
  [[1, 3, 224, 227], 'rgb NCHW rgb NHWC'],
  [[1, 1, 28, 28], 'gray NCHW gray NHWC'],
  [[1, 27, 27, 1], 'gray NHWC gray NHWC'],
  [[1, 3, 8, 32], 'rgb NCHW nv12 -'],
  [[1, 3, 8, 34], 'featuremap NCHW featuremap NCHW'],
  [[1, 3, 7, 8], 'featuremap NCHW featuremap NCHW'],
  [[1, 1, 64, 1000], 'featuremap NCHW featuremap NCHW'],
  [[1, 64, 56, 56], 'featuremap NCHW featuremap NCHW'],
  [[1, 3, 4096, 1], 'featuremap NCHW featuremap NCHW'],
  [[1, 784], 'featuremap NCHW featuremap NCHW'],
  [[], 'featuremap NCHW featuremap NCHW'],
])('guesses %j as %s', (shape, wanted) => expect(said(shape)).toBe(wanted));

it('knows the habit of each kind of model, and that pictures are float32', () => {
  expect(said([1, 3, 8, 8], { kind: 'caffe' })).toBe('bgr NCHW nv12 -');
  expect(said([1, 3, 9, 9], { kind: 'caffe' })).toBe('bgr NCHW bgr NHWC');
  expect(said([1, 3, 8, 8], { dtype: 'uint8' })).toBe('featuremap NCHW featuremap NCHW');
  expect(of([1, 3, 8, 8], { dtype: 'uint8' }).why.input_type_train).toBe(
    'its elements are uint8, and those of pictures float32',
  );
});

it('says why', () => {
  const { why } = of([1, 3, 224, 227]);
  expect(why.input_type_train).toMatch(/^1x3x224x227 is a picture of 224x227 with 3 channels; trained on RGB/);
  expect(why.input_type_rt).toMatch(/needs even sides, and here are 224x227$/);
  expect(of([1, 8, 8, 1]).why.input_type_train).toMatch(/one channel; a featuremap if it is none$/);
  expect([of([1, 3, 8, 8]), of([1, 8, 8, 3])].map((one) => one.why.input_layout_train)).toEqual([
    'channels are the second dimension',
    'channels are the last dimension',
  ]);
  expect(of([1, 64, 8, 8]).why.input_type_train).toMatch(/^no dimension of 1x64x8x8 is 1 or 3 channels/);
  expect([of([1, 5]), of([1, 64, 8, 8])].map((one) => one.why.input_layout_train)).toEqual([
    'a layout orders four dimensions, and here are 2: it says nothing',
    'written as the first of the two; nothing in the model tells',
  ]);
});

it('sees a normalisation that the model begins with', () => {
  for (const readBy of ['Sub', 'Mul', 'Div', 'Add', 'BatchNormalization'])
    expect(of([1, 3, 8, 8], { readBy }).why.norm_type).toMatch(new RegExp(`^the model begins with ${readBy}, `));
  for (const readBy of ['Conv', undefined])
    expect(of([1, 3, 8, 8], readBy === undefined ? {} : { readBy }).why.norm_type).toMatch(/does not tell/);
});
