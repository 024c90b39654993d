import { form } from './form.fixture';

const detections = (attrs: string, loc: string, prior: string) =>
  form(
    [`l: float32[${loc}]`, 'c: float32[2x6]', `p: float32[${prior}]`],
    `y = DetectionOutput(l, c, p) {numClasses: 3, ${attrs}}`,
  ).map((line) => line.replace(/\{"value":.*"rawData":\{"0":(.)\}.*/, 'of $1'));

/** What these nodes compute is held against the reference elsewhere, at random. */
const CENTRES = [
  'n_reshape = Reshape(p,[2,2,4]) {}',
  'n_gather = Gather(n_reshape,[0]) {"axis":0}',
  'n_reshape_1 = Reshape(n_gather,[1,2,1,4]) {}',
  'n_split,n_split_1,n_split_2,n_split_3 = Split(n_reshape_1) {"axis":3}',
  'n_reshape_2 = Reshape(l,[2,2,3,4]) {}',
  'n_gather_1 = Gather(n_reshape,[1]) {"axis":0}',
  'n_reshape_3 = Reshape(n_gather_1,[1,2,1,4]) {}',
  'n_mul = Mul(n_reshape_3,n_reshape_2) {}',
  'n_split_4,n_split_5,n_split_6,n_split_7 = Split(n_mul) {"axis":3}',
  'n_sub = Sub(n_split_2,n_split) {}',
  'n_sub_1 = Sub(n_split_3,n_split_1) {}',
  'n_mul_1 = Mul(n_split_4,n_sub) {}',
  'n_add = Add(n_split,n_split_2) {}',
  'n_div = Div(n_add,[2]) {}',
  'n_add_1 = Add(n_mul_1,n_div) {}',
  'n_mul_2 = Mul(n_split_5,n_sub_1) {}',
  'n_add_2 = Add(n_split_1,n_split_3) {}',
  'n_div_1 = Div(n_add_2,[2]) {}',
  'n_add_3 = Add(n_mul_2,n_div_1) {}',
  'n_exp = Exp(n_split_6) {}',
  'n_mul_3 = Mul(n_exp,n_sub) {}',
  'n_div_2 = Div(n_mul_3,[2]) {}',
  'n_exp_1 = Exp(n_split_7) {}',
  'n_mul_4 = Mul(n_exp_1,n_sub_1) {}',
  'n_div_3 = Div(n_mul_4,[2]) {}',
  'n_sub_2 = Sub(n_add_1,n_div_2) {}',
  'n_sub_3 = Sub(n_add_3,n_div_3) {}',
  'n_add_4 = Add(n_add_1,n_div_2) {}',
  'n_add_5 = Add(n_add_3,n_div_3) {}',
  'n_concat = Concat(n_sub_2,n_sub_3,n_add_4,n_add_5) {"axis":3}',
  'n_transpose = Transpose(n_concat) {"perm":[0,2,1,3]}',
  'n_gather_2 = Gather(n_transpose,[1,2]) {"axis":1}',
  'n_reshape_4 = Reshape(c,[2,2,3]) {}',
  'n_transpose_1 = Transpose(n_reshape_4) {"perm":[0,2,1]}',
  'n_gather_3 = Gather(n_transpose_1,[1,2]) {"axis":1}',
  'n_topk,n_topk_1 = TopK(n_gather_3,[1]) {"axis":2}',
  'n_reshape_5 = Reshape(n_topk_1,[2,2,1,1]) {}',
  'n_expand = Expand(n_reshape_5,[2,2,1,4]) {}',
  'n_gatherelements = GatherElements(n_gather_2,n_expand) {"axis":2}',
  'n_reshape_6 = Reshape(n_gatherelements,[4,1,4]) {}',
  'n_reshape_7 = Reshape(n_topk,[4,1,1]) {}',
  'n_split_8,n_split_9 = Split(n_reshape_6) {"axis":2}',
  'n_max = Max(n_split_9,n_split_8) {}',
  'n_concat_1 = Concat(n_split_8,n_max) {"axis":2}',
  'n_nonmaxsuppression = NonMaxSuppression(n_concat_1,n_reshape_7,[2147483647],[0.5],[0.25]) {}',
  'n_shape = Shape(n_reshape_7) {}',
  'n_constantofshape = ConstantOfShape(n_shape) of 0',
  'n_shape_1 = Shape(n_nonmaxsuppression) {"end":1}',
  'n_constantofshape_1 = ConstantOfShape(n_shape_1) of 1',
  'n_scatternd = ScatterND(n_constantofshape,n_nonmaxsuppression,n_constantofshape_1) {}',
  'n_reshape_8 = Reshape(n_topk,[4,1,1]) {}',
  'n_where = Where(n_scatternd,n_reshape_8,[-Infinity]) {}',
  'n_reshape_9 = Reshape(n_where,[2,2]) {}',
  'n_topk_2,n_topk_3 = TopK(n_reshape_9,[2]) {"axis":1}',
  'n_div_4 = Div(n_topk_3,[1]) {}',
  'n_gather_4 = Gather([1,2],n_div_4) {}',
  'n_reshape_10 = Reshape(n_gatherelements,[2,2,4]) {}',
  'n_reshape_11 = Reshape(n_topk_3,[2,2,1]) {}',
  'n_expand_1 = Expand(n_reshape_11,[2,2,4]) {}',
  'n_gatherelements_1 = GatherElements(n_reshape_10,n_expand_1) {"axis":1}',
  'n_expand_2 = Expand([0,1],[2,2,1]) {}',
  'n_reshape_12 = Reshape(n_gather_4,[2,2,1]) {}',
  'n_reshape_13 = Reshape(n_topk_2,[2,2,1]) {}',
  'n_concat_2 = Concat(n_expand_2,n_reshape_12,n_reshape_13,n_gatherelements_1) {"axis":2}',
  'n_reshape_14 = Reshape(n_topk_2,[2,2,1]) {}',
  'n_greater = Greater(n_reshape_14,[-Infinity]) {}',
  'n_where_1 = Where(n_greater,n_concat_2,[0]) {}',
  'y = Reshape(n_where_1,[1,1,4,7]) {}',
];
const CORNERS = [
  'n_reshape = Reshape(p,[2,2,4]) {}',
  'n_gather = Gather(n_reshape,[0]) {"axis":0}',
  'n_reshape_1 = Reshape(n_gather,[1,2,1,4]) {}',
  'n_split,n_split_1,n_split_2,n_split_3 = Split(n_reshape_1) {"axis":3}',
  'n_reshape_2 = Reshape(l,[2,2,1,4]) {}',
  'n_gather_1 = Gather(n_reshape,[1]) {"axis":0}',
  'n_reshape_3 = Reshape(n_gather_1,[1,2,1,4]) {}',
  'n_mul = Mul(n_reshape_3,n_reshape_2) {}',
  'n_split_4,n_split_5,n_split_6,n_split_7 = Split(n_mul) {"axis":3}',
  'n_sub = Sub(n_split_2,n_split) {}',
  'n_sub_1 = Sub(n_split_3,n_split_1) {}',
  'n_add = Add(n_split,n_split_4) {}',
  'n_add_1 = Add(n_split_1,n_split_5) {}',
  'n_add_2 = Add(n_split_2,n_split_6) {}',
  'n_add_3 = Add(n_split_3,n_split_7) {}',
  'n_concat = Concat(n_add,n_add_1,n_add_2,n_add_3) {"axis":3}',
  'n_transpose = Transpose(n_concat) {"perm":[0,2,1,3]}',
  'n_gather_2 = Gather(n_transpose,[0,0]) {"axis":1}',
  'n_reshape_4 = Reshape(c,[2,2,3]) {}',
  'n_transpose_1 = Transpose(n_reshape_4) {"perm":[0,2,1]}',
  'n_gather_3 = Gather(n_transpose_1,[0,2]) {"axis":1}',
];
const SIZES = [
  'n_reshape = Reshape(p,[-1,2,4]) {}',
  'n_gather = Gather(n_reshape,[0]) {"axis":0}',
  'n_reshape_1 = Reshape(n_gather,[1,2,1,4]) {}',
  'n_split,n_split_1,n_split_2,n_split_3 = Split(n_reshape_1) {"axis":3}',
  'n_reshape_2 = Reshape(l,[2,2,1,4]) {}',
  'n_split_4,n_split_5,n_split_6,n_split_7 = Split(n_reshape_2) {"axis":3}',
  'n_sub = Sub(n_split_2,n_split) {}',
  'n_sub_1 = Sub(n_split_3,n_split_1) {}',
  'n_mul = Mul(n_split_4,n_sub) {}',
  'n_add = Add(n_split,n_mul) {}',
  'n_mul_1 = Mul(n_split_5,n_sub_1) {}',
  'n_add_1 = Add(n_split_1,n_mul_1) {}',
  'n_mul_2 = Mul(n_split_6,n_sub) {}',
  'n_add_2 = Add(n_split_2,n_mul_2) {}',
  'n_mul_3 = Mul(n_split_7,n_sub_1) {}',
  'n_add_3 = Add(n_split_3,n_mul_3) {}',
  'n_concat = Concat(n_add,n_add_1,n_add_2,n_add_3) {"axis":3}',
  'n_transpose = Transpose(n_concat) {"perm":[0,2,1,3]}',
  'n_gather_1 = Gather(n_transpose,[0,0]) {"axis":1}',
  'n_reshape_3 = Reshape(c,[2,2,3]) {}',
  'n_transpose_1 = Transpose(n_reshape_3) {"perm":[0,2,1]}',
  'n_gather_2 = Gather(n_transpose_1,[1,2]) {"axis":1}',
];

it('decodes centres of every class, compares the best of them and keeps the best of all', () => {
  const attrs = 'shareLocation: false, nmsThreshold: 0.5, confidenceThreshold: 0.25, topK: 1, keepTopK: 2';
  expect(detections(`codeType: "CENTER_SIZE", ${attrs}`, '2x24', '1x2x8')).toEqual(CENTRES);
});

it('moves corners, the same ones for every class', () => {
  const found = detections('background: 1', '2x8', '1x2x8');
  expect(found.slice(0, CORNERS.length)).toEqual(CORNERS);
  expect(found.at(-1)).toBe('y = Reshape(n_where_1,[1,1,8,7]) {}');
});

it('moves corners by parts of the size, by moves that the variances are in already', () => {
  const found = detections('codeType: "CORNER_SIZE", varianceEncoded: true', '2x8', '1x1x8');
  expect(found.slice(0, SIZES.length)).toEqual(SIZES);
});
