import { float32, int64, makeTensor } from '@openbpu/tensor';
import { floatAttribute, intAttribute } from '../proto/attribute';
import { lowered } from './downgrade.fixture';

const bytes = (...values: number[]) => makeTensor('int8', [values.length], Int8Array.from(values));

it('writes functions of one element as what they are made of', () => {
  expect(lowered({ opType: 'HardSwish', inputs: [[2]] })).toEqual([
    expect.stringMatching(/^y_hardsigmoid = HardSigmoid\(x0\) \{"alpha":0\.1666.*,"beta":0\.5\}$/),
    'y = Mul(x0,y_hardsigmoid) {}',
  ]);
  expect(lowered({ opType: 'Celu', inputs: [[2]], attributes: [floatAttribute('alpha', 2)] })).toEqual([
    'y_div = Div(x0,[2]) {}',
    'y_elu = Elu(y_div) {}',
    'y = Mul(y_elu,[2]) {}',
  ]);
  expect(lowered({ opType: 'Celu', inputs: [[2]] })[0]).toBe('y_div = Div(x0,[1]) {}');
});

it('writes comparisons with equality as two', () => {
  expect(lowered({ opType: 'GreaterOrEqual', inputs: [[2], [2]] })).toEqual([
    'y_greater = Greater(x0,x1) {}',
    'y_equal = Equal(x0,x1) {}',
    'y = Or(y_greater,y_equal) {}',
  ]);
  expect(lowered({ opType: 'LessOrEqual', inputs: [[2], [2]] })[0]).toBe('y_less = Less(x0,x1) {}');
});

it('writes a normalisation over the last axes', () => {
  const scale = float32([3], [1, 2, 3]);
  const normal = {
    opType: 'LayerNormalization',
    inputs: [[2, 3], scale, scale],
    attributes: [floatAttribute('epsilon', 2)],
  };
  expect(lowered(normal)).toEqual([
    'y_reducemean = ReduceMean(x0) {"axes":[1],"keepdims":1}',
    'y_sub = Sub(x0,y_reducemean) {}',
    'y_mul = Mul(y_sub,y_sub) {}',
    'y_reducemean_1 = ReduceMean(y_mul) {"axes":[1],"keepdims":1}',
    'y_add = Add(y_reducemean_1,[2]) {}',
    'y_sqrt = Sqrt(y_add) {}',
    'y_div = Div(y_sub,y_sqrt) {}',
    'y_mul_1 = Mul(y_div,[1,2,3]) {}',
    'y = Add(y_mul_1,[1,2,3]) {}',
  ]);
  const wide = { ...normal, inputs: [[2, 3, 4], float32([1], [1])], attributes: [intAttribute('axis', -2)] };
  expect(lowered(wide)[0]).toBe('y_reducemean = ReduceMean(x0) {"axes":[1,2],"keepdims":1}');
  expect(lowered(wide).at(-1)).toBe('y = Mul(y_div,[1]) {}');
  expect(() => lowered({ ...normal, outputs: ['y', 'mean'] })).toThrow(/ONX012 .*the mean or deviation/);
});

it('keeps a triangle by a mask', () => {
  const tri = (upper: number, k?: number) =>
    lowered({
      opType: 'Trilu',
      inputs: k === undefined ? [[2, 3]] : [[2, 3], int64([], [k])],
      attributes: [intAttribute('upper', upper)],
    });
  expect(tri(1)).toEqual(['y = Where([1,1,1,0,1,1],x0,[0]) {}']);
  expect(tri(0)).toEqual(['y = Where([1,0,0,1,1,0],x0,[0]) {}']);
  expect(tri(1, 1)).toEqual(['y = Where([0,1,1,0,0,1],x0,[0]) {}']);
  expect(tri(0, -1)).toEqual(['y = Where([0,0,0,1,0,0],x0,[0]) {}']);
});

it('chooses between whole numbers by comparisons, and leaves reals alone', () => {
  const whole = { dtype: 'int64' } as const;
  expect(lowered({ opType: 'Max', inputs: [[2], [2], [2]], ...whole })).toEqual([
    'y_greater = Greater(x0,x1) {}',
    'y_where = Where(y_greater,x0,x1) {}',
    'y_greater_1 = Greater(y_where,x2) {}',
    'y = Where(y_greater_1,y_where,x2) {}',
  ]);
  expect(lowered({ opType: 'Min', inputs: [[2], [2]], ...whole })[0]).toBe('y_less = Less(x0,x1) {}');
  expect(lowered({ opType: 'Max', inputs: [[2], [2]] })).toEqual(['y = Max(x0,x1) {}']);
  const [low, high] = [int64([], [1]), int64([], [4])];
  expect(lowered({ opType: 'Clip', inputs: [[2], low, high], ...whole })).toEqual([
    'y_greater = Greater(x0,[1]) {}',
    'y_where = Where(y_greater,x0,[1]) {}',
    'y_less = Less(y_where,[4]) {}',
    'y = Where(y_less,y_where,[4]) {}',
  ]);
  expect(lowered({ opType: 'Clip', inputs: [[2], low], ...whole }).at(-1)).toBe('y = Identity(y_where) {}');
  expect(lowered({ opType: 'Clip', inputs: [[2], '', high], ...whole })[0]).toBe('y_less = Less(x0,[4]) {}');
});

it('gives a power an exponent of the type of its base', () => {
  expect(lowered({ opType: 'Pow', inputs: [[2], int64([], [2])] })).toEqual([
    'y_cast = Cast([2]) {"to":1}',
    'y = Pow(x0,y_cast) {}',
  ]);
  expect(lowered({ opType: 'Pow', inputs: [[2], float32([], [2])] })).toEqual(['y = Pow(x0,[2]) {}']);
  expect(() => lowered({ opType: 'Pow', inputs: [[2], [2]], dtype: 'int32' })).toThrow(/ONX012 .*a base of int32/);
});

it('casts to the type of another tensor', () => {
  expect(lowered({ opType: 'CastLike', inputs: [[2], int64([], [1])] })).toEqual(['y = Cast(x0) {"to":7}']);
});

it('finds the last of several extremes from the other end', () => {
  const last = [intAttribute('axis', 1), intAttribute('select_last_index', 1)];
  expect(lowered({ opType: 'ArgMax', inputs: [[2, 5]], attributes: last })).toEqual([
    'y_slice = Slice(x0,[-1],[-6],[1],[-1]) {}',
    'y_argmax = ArgMax(y_slice) {"axis":1}',
    'y = Sub([4],y_argmax) {}',
  ]);
});

it('keeps the scale of a tensor, and writes those of channels out', () => {
  const [scales, zeros] = [float32([2], [1, 2]), bytes(3, 4)];
  expect(
    lowered({
      opType: 'DequantizeLinear',
      inputs: [[2], float32([], [2]), bytes(1)],
      attributes: [intAttribute('axis', 1)],
    }),
  ).toEqual(['y = DequantizeLinear(x0,[2],[1]) {}']);
  expect(lowered({ opType: 'DequantizeLinear', inputs: [[3, 2], scales, zeros] })).toEqual([
    'y_cast = Cast(x0) {"to":1}',
    'y_cast_1 = Cast([3,4]) {"to":1}',
    'y_reshape = Reshape(y_cast_1,[1,2]) {}',
    'y_sub = Sub(y_cast,y_reshape) {}',
    'y_reshape_1 = Reshape([1,2],[1,2]) {}',
    'y = Mul(y_sub,y_reshape_1) {}',
  ]);
  expect(
    lowered({ opType: 'QuantizeLinear', inputs: [[2, 3], scales, zeros], attributes: [intAttribute('axis', 0)] }),
  ).toEqual([
    'y_reshape = Reshape([1,2],[2,1]) {}',
    'y_div = Div(x0,y_reshape) {}',
    'y_round = Round(y_div) {}',
    'y_cast = Cast([3,4]) {"to":1}',
    'y_reshape_1 = Reshape(y_cast,[2,1]) {}',
    'y_add = Add(y_round,y_reshape_1) {}',
    'y_clip = Clip(y_add,[-128],[127]) {}',
    'y = Cast(y_clip) {"to":3}',
  ]);
  expect(lowered({ opType: 'QuantizeLinear', inputs: [[3, 2], scales] }).slice(-2)).toEqual([
    'y_clip = Clip(y_round,[0],[255]) {}',
    'y = Cast(y_clip) {"to":2}',
  ]);
  const blocks = [intAttribute('block_size', 4)];
  expect(() => lowered({ opType: 'QuantizeLinear', inputs: [[8], scales], attributes: blocks })).toThrow(
    /scales of blocks/,
  );
});
