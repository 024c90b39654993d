import { checkEvenInput, checkInputShape } from './input-shape';

const nchw = { typeRt: 'nv12', typeTrain: 'rgb', layoutTrain: 'NCHW' } as const;
const nhwc = { ...nchw, layoutTrain: 'NHWC' } as const;

it('refuses odd sizes for nv12 and yuv444 only, in either layout', () => {
  expect(checkEvenInput(nchw, [1, 3, 227, 224])).toMatchObject({ code: 'CFG018', facts: { height: 227, width: 224 } });
  expect(checkEvenInput({ ...nhwc, typeRt: 'yuv444', name: 'data' }, [1, 224, 227, 3])?.message).toBe(
    "input 'data' is 224x227: yuv444 needs an even height and width",
  );
  expect(checkEvenInput(nchw, [1, 3, 224, 224])).toBeUndefined();
  expect(checkEvenInput(nhwc, [1, 224, 224, 3])).toBeUndefined();
  expect(checkEvenInput({ ...nchw, typeRt: 'bgr' }, [1, 3, 227, 227])).toBeUndefined();
});

it('holds the shape against the training type', () => {
  expect(checkInputShape(nchw, [1, 3, 8])[0].facts.problem).toBe('rgb needs four dimensions');
  expect(checkInputShape(nchw, [1, 224, 224, 3])[0].facts.problem).toBe(
    'rgb in NCHW needs 3 channels, and here are 224',
  );
  expect(
    checkInputShape({ typeRt: 'gray', typeTrain: 'gray', layoutTrain: 'NHWC' }, [1, 28, 28, 3])[0].facts.problem,
  ).toBe('gray in NHWC needs 1 channel, and here are 3');
  expect(checkInputShape(nchw, [1, 3, 9, 8])).toHaveLength(1);
  expect(checkInputShape(nchw, [1, 3, 8, 8])).toEqual([]);
  expect(checkInputShape({ typeRt: 'featuremap', typeTrain: 'featuremap', layoutTrain: 'NCHW' }, [5])).toEqual([]);
});
