import { type Graph, parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { exportModel } from '../export-model';
import type { FunctionProto } from '../proto/model';
import { HZ_DOMAIN } from './function';
import { standardFunctions } from './standard-functions';

const quantized = (lines: string): Graph =>
  parseGraph(
    'graph g quantized\ninput x: int8[1x2x4x4] NCHW\ninput z: int16[1x2x4x4] NCHW\n' +
      `input f: float32[1x2x4x4] NCHW\nconst s: float32[] = [0.5]\n${lines}`,
    standardOps(),
    'quantized',
  );

/** Calls that together need every body. */
const GRAPH = quantized(`
const w: int8[2x2x1x1] = seed 1
const wide: int16[2x2x1x1] = splat 5
const b: int32[2] = seed 2
const m: float32[2] = [0.1, 0.2]
const one: float32[1] = [0.1]
const wf: float32[2x2x1x1] = seed 3
const table: int8[256] = seed 4
const tables: float32[2x256] = seed 4
const e: int32[256] = splat 1
const near: int32[4] = [0, 1, 2, 3]
const pairs: int8[1x3x3x2] = seed 6
const places: int32[256] = splat 1024
const mixed: int32[2x3] = [0, 1, 5, 1, 2, 6]
a1: a1 = HzCalibration(f) {scales: [0.5], thresholds: [1]}
a2: a2 = HzCalibration(f) {scales: [0.5, 0.5], thresholds: [1, 1], axis: 1}
a3: a3 = HzCalibration(f) {scales: [0.5], thresholds: [1], kind: "weight"}
a4: a4 = HzCalibration(f) {scales: [0.5, 0.5], thresholds: [1, 1], axis: -3, kind: "weight"}
e3: e3 = HzCalibration(f) {scales: [0.5], thresholds: [1], zeros: [-128]}
e4: e4 = HzCalibration(f) {scales: [0.5, 0.5], thresholds: [1, 1], axis: 1, zeros: [-128, 5]}
e8: e8 = HzCalibration(wf) {scales: [0.5, 0.5], thresholds: [1, 1], axis: 0, columns: [1, 2], kind: "weight"}
e5: e5 = HzSQuantizedConv(x, w, b, m) {kernel: [1, 1], pads: [1, 0, 0, 1], padding: -128}
e6: e6 = HzSQuantizedConv(x, w, b) {kernel: [1, 1], pads: [1, 0, 0, 1], padding: 5}
a5: a5 = HzDequantize(x, s)
a6: a6 = HzLut(x, table)
e7: e7 = HzLut(x, tables)
a7: a7 = HzPad(x) {pads: [0, 0, 1, 1, 0, 0, 1, 1]}
a8: a8 = HzPRelu(x, s, one)
a9: a9 = HzPRelu(x, s, m)
b1: b1 = HzPreprocess(f, wf, m)
b2: b2 = HzPreprocessQuantized(x, wide, b, m)
b3: b3 = HzQuantize(f, s)
b4: b4 = HzQuantizedMaxPool(x) {kernel: [2, 2]}
b5: b5 = HzQuantizedMaxPool(z) {kernel: [2, 2]}
e1: e1 = HzQuantizedMaxPool(x) {kernel: [1, 2], pads: [1, 0, 0, 0]}
e2: e2 = HzQuantizedMaxPool(z) {kernel: [1, 2], pads: [0, 0, 0, 2]}
b6: b6 = HzQuantizedResizeUpsample(x, near, near) {mode: "nearest"}
b7: b7 = HzQuantizedResizeUpsample(x, mixed, mixed, s) {mode: "linear"}
b8: b8 = HzQuantizedResizeUpsample(z, mixed, mixed, s) {mode: "linear"}
b9: b9 = HzRequantize(x, s)
s1: s1 = HzGridSample(x, pairs, places, places, s)
s2: s2 = HzGridSample(z, pairs, places, places, s)
s3: s3 = HzGridSample(x, pairs, places, places, s) {dtype: "int16"}
s4: s4 = HzGridSample(z, pairs, places, places, s) {dtype: "int16"}
c1: c1 = HzSElementwiseAdd(x, x, s, s)
c2: c2 = HzSElementwiseMul(x, x, s)
c3: c3 = HzSElementwiseSub(x, x, s, s)
c4: c4 = HzSoftmax(x, e) {axis: 1}
c5: c5 = HzSQuantizedAveragePool(x, s) {kernel: [2, 2]}
c6: c6 = HzSQuantizedAveragePool(z, s) {kernel: [2, 2]}
c7: c7 = HzSQuantizedConv(x, w, b, m) {kernel: [1, 1]}
c8: c8 = HzSQuantizedConv(x, w, b) {kernel: [1, 1]}
c9: c9 = HzSQuantizedConvTranspose(x, w, b, m) {kernel: [1, 1]}
d1: d1 = HzSQuantizedConvTranspose(x, w, b) {kernel: [1, 1]}
d2: d2 = HzSQuantizedGlobalAveragePool(x, s)
d3: d3 = HzSQuantizedGlobalAveragePool(z, s)
d4: d4 = HzSQuantizedReduceMean(x, s) {axes: [1]}
pa: pa = HzSElementwiseDiv(x, x, s)
pb: pb = HzSElementwiseDiv(z, x, s) {dtype: "int16"}
pc: pc = HzSElementwiseMax(x, x, s, s)
pd: pd = HzSElementwiseMax(x, z, s, s) {dtype: "int16"}
pe: pe = HzSElementwiseMin(x, x, s, s)
pf: pf = HzSElementwiseMin(z, z, s, s) {dtype: "int16"}
pg: pg = HzSElementwiseEqual(x, z, s, s)
ph: ph = HzSElementwiseGreater(x, x, s, s)
pi: pi = HzSElementwiseGreaterOrEqual(z, x, s, s)
pj: pj = HzUnmask(x)
pk: pk = HzMask(pj)
d5: d5 = HzSQuantizedReduceMean(z, s) {axes: [1]}
m1: m1 = HzSQuantizedMatMul(x, x, s)
r1: r1 = HzArgMax(x) {axis: 1}
r2: r2 = HzArgMin(z) {axis: 1, keepdims: false}
r3: r3 = HzIndices(r1)
r4: r4 = HzTopKValues(x) {axis: 1, k: 2}
r5: r5 = HzTopKValues(z) {axis: 1, k: 2}
r6: r6 = HzTopKPlaces(z) {axis: 1, k: 2}
m2: m2 = HzSQuantizedMatMul(x, x, s) {dtype: "int16"}
m3: m3 = HzSQuantizedMatMul(z, x, s)
m4: m4 = HzSQuantizedMatMul(z, z, s) {dtype: "int16"}
f1: f1 = HzCalibration(f) {scales: [0.5], thresholds: [1], dtype: "int16"}
f2: f2 = HzPad(z) {pads: [0, 0, 1, 1, 0, 0, 1, 1]}
f3: f3 = HzPRelu(x, s, one) {dtype: "int16"}
f4: f4 = HzPRelu(z, s, m) {dtype: "int16"}
f5: f5 = HzPreprocessQuantized(x, wide, b, m) {dtype: "int16"}
f6: f6 = HzQuantize(f, s) {dtype: "int16"}
f7: f7 = HzQuantizedResizeUpsample(z, mixed, mixed, s) {mode: "linear", dtype: "int16"}
f8: f8 = HzQuantizedResizeUpsample(x, mixed, mixed, s) {mode: "linear", dtype: "int16"}
f9: f9 = HzRequantize(z, s) {dtype: "int16"}
g1: g1 = HzSElementwiseAdd(x, z, s, s) {dtype: "int16"}
g2: g2 = HzSElementwiseMul(z, x, s) {dtype: "int16"}
g3: g3 = HzSElementwiseSub(z, z, s, s) {dtype: "int16"}
g4: g4 = HzSQuantizedAveragePool(x, s) {kernel: [2, 2], dtype: "int16"}
g5: g5 = HzSQuantizedAveragePool(z, s) {kernel: [2, 2], dtype: "int16"}
g6: g6 = HzSQuantizedConv(x, w, b, m) {kernel: [1, 1], dtype: "int16"}
g7: g7 = HzSQuantizedConv(x, w, b, m) {kernel: [1, 1], pads: [1, 0, 0, 1], padding: -5, dtype: "int16"}
g8: g8 = HzSQuantizedConv(z, w, b, m) {kernel: [1, 1], dtype: "int16"}
g9: g9 = HzSQuantizedConv(z, w, b, m) {kernel: [1, 1]}
h1: h1 = HzSQuantizedConv(z, w, b) {kernel: [1, 1]}
h2: h2 = HzSQuantizedConvTranspose(x, w, b, m) {kernel: [1, 1], dtype: "int16"}
h3: h3 = HzSQuantizedConvTranspose(z, w, b, m) {kernel: [1, 1], dtype: "int16"}
h4: h4 = HzSQuantizedConvTranspose(z, w, b, m) {kernel: [1, 1]}
h5: h5 = HzSQuantizedConvTranspose(z, w, b) {kernel: [1, 1]}
h6: h6 = HzSQuantizedGlobalAveragePool(x, s) {dtype: "int16"}
h7: h7 = HzSQuantizedGlobalAveragePool(z, s) {dtype: "int16"}
h8: h8 = HzSQuantizedReduceMean(x, s) {axes: [1], dtype: "int16"}
k1: k1 = HzSNormalize(x, s, s, s) {axes: [1], norm: "deviation", bound: "inside"}
k2: k2 = HzSNormalize(x, s, s, s) {axes: [1], norm: "deviation", bound: "inside", dtype: "int16"}
k3: k3 = HzSNormalize(x, s, s, s) {axes: [1], norm: "deviation", bound: "added"}
k4: k4 = HzSNormalize(x, s, s, s) {axes: [1], norm: "deviation", bound: "added", dtype: "int16"}
k5: k5 = HzSNormalize(x, s, s, s) {axes: [1], norm: "deviation", bound: "least"}
k6: k6 = HzSNormalize(x, s, s, s) {axes: [1], norm: "deviation", bound: "least", dtype: "int16"}
k7: k7 = HzSNormalize(x, s, s, s) {axes: [1], norm: "root-mean-square", bound: "inside"}
k8: k8 = HzSNormalize(x, s, s, s) {axes: [1], norm: "root-mean-square", bound: "inside", dtype: "int16"}
k9: k9 = HzSNormalize(x, s, s, s) {axes: [1], norm: "root-mean-square", bound: "added"}
k10: k10 = HzSNormalize(x, s, s, s) {axes: [1], norm: "root-mean-square", bound: "added", dtype: "int16"}
k11: k11 = HzSNormalize(x, s, s, s) {axes: [1], norm: "root-mean-square", bound: "least"}
k12: k12 = HzSNormalize(x, s, s, s) {axes: [1], norm: "root-mean-square", bound: "least", dtype: "int16"}
k13: k13 = HzSNormalize(x, s, s, s) {axes: [1], norm: "euclidean", bound: "inside"}
k14: k14 = HzSNormalize(x, s, s, s) {axes: [1], norm: "euclidean", bound: "inside", dtype: "int16"}
k15: k15 = HzSNormalize(x, s, s, s) {axes: [1], norm: "euclidean", bound: "added"}
k16: k16 = HzSNormalize(x, s, s, s) {axes: [1], norm: "euclidean", bound: "added", dtype: "int16"}
k17: k17 = HzSNormalize(x, s, s, s) {axes: [1], norm: "euclidean", bound: "least"}
k18: k18 = HzSNormalize(x, s, s, s) {axes: [1], norm: "euclidean", bound: "least", dtype: "int16"}
h9: h9 = HzSQuantizedReduceMean(z, s) {axes: [1], dtype: "int16"}
n1: n1 = HzCorrected(b, b)
`);

/** Each call, and what its form appends to the name of the op. */
const FORMS =
  'a1 a2_axis a3_weight a4_weight_axis e3_zero e4_axis_zero e8_weight_columns e5_padded e6_padded_i32 ' +
  'a5 a6 e7_channels a7 a8 a9_axis b1 b2 b3 b4 b5_i16 e1_padded e2_i16_padded b6 b7_linear ' +
  'b8_linear_i16_i8 b9 s1 s2_i16_i8 s3_i8_i16 s4_i16 c1 c2 c3 c4 c5 c6_i16_i8 c7 c8_i32 c9 d1_i32 d2 ' +
  'd3_i16_i8 d4 pa pb_i16 pc pd_i16 pe pf_i16 pg ph pi pj pk d5_i16_i8 m1 r1 r2 r3 r4 r5_i16 r6 m2_i16 ' +
  'm3_f64 m4_f64_i16 f1_i16 f2_i16 f3_i16 f4_axis_i16 f5_i16 f6_i16 f7_linear_i16 f8_linear_i8_i16 ' +
  'f9_i16 g1_i16 g2_i16 g3_i16 g4_i8_i16 g5_i16 g6_i8_i16 g7_padded_i8_i16 g8_i16 g9_i16_i8 h1_i16_i32 ' +
  'h2_i8_i16 h3_i16 h4_i16_i8 h5_i16_i32 h6_i8_i16 h7_i16 h8_i8_i16 k1_deviation_inside ' +
  'k2_deviation_inside_i16 k3_deviation_added k4_deviation_added_i16 k5_deviation_least ' +
  'k6_deviation_least_i16 k7_root_mean_square_inside k8_root_mean_square_inside_i16 ' +
  'k9_root_mean_square_added k10_root_mean_square_added_i16 k11_root_mean_square_least ' +
  'k12_root_mean_square_least_i16 k13_euclidean_inside k14_euclidean_inside_i16 k15_euclidean_added ' +
  'k16_euclidean_added_i16 k17_euclidean_least k18_euclidean_least_i16 h9_i16 n1';

describe('standardFunctions', () => {
  const { functions, graph } = exportModel(GRAPH);

  it('has the names users look for, each with one body', () => {
    expect(functions.map(({ name }) => name)).toEqual(
      standardFunctions()
        .flatMap(({ forms }) => forms.map(({ name }) => name))
        .sort(),
    );
  });

  it('takes the form that the types and attributes of a call ask for', () => {
    const called = GRAPH.nodes.map(({ id, op }) => {
      const { opType = '' } = graph.node.find(({ name }) => name === id) ?? {};
      return `${id}${opType.slice(op.name.length)}`;
    });
    expect(called.join(' ')).toBe(FORMS);
  });

  it('says of a call that no form fits that it has none', () => {
    const { choose } = standardFunctions().find(({ op }) => op.name === 'HzLut')!;
    expect(() => choose({ inputs: [], outputs: [], attrs: {} })).toThrow(/HzLut has no ONNX form for its inputs/);
  });

  it.each(functions.map((each): [string, FunctionProto] => [each.name ?? '', each]))(
    '%s is made of standard operators only, and every name in it is defined',
    (_, { domain, input, output, attribute, node, opsetImport }) => {
      expect({ domain, opsetImport }).toEqual({ domain: HZ_DOMAIN, opsetImport: [{ domain: '', version: 17 }] });
      const known = new Set(input);
      for (const each of node) {
        expect(each.domain ?? '').toBe('');
        for (const name of each.input) if (name !== '') expect(known).toContain(name);
        for (const name of each.output) {
          expect(known).not.toContain(name);
          known.add(name);
        }
        for (const { refAttrName } of each.attribute)
          if (refAttrName !== undefined) expect(attribute).toContain(refAttrName);
      }
      expect(output).toEqual(['y']);
      expect(known).toContain('y');
    },
  );

  it('requantises only behind a cast or a choice: no runtime may fold the multiplier into it', () => {
    for (const { node } of functions) {
      for (const each of node.filter(({ opType, input }) => opType === 'Mul' && input[1] === 'm')) {
        expect(['Cast', 'Where']).toContain(node.find(({ output }) => output[0] === each.input[0])?.opType);
      }
    }
  });

  it('makes NaN zero before anything is cast to an integer', () => {
    for (const { node } of functions.filter(
      ({ name = '' }) => /^Hz(Quantize|Calibration)/.test(name) && !name.startsWith('HzQuantized'),
    )) {
      const types = node.map(({ opType }) => opType);
      expect(types).toContain('IsNaN');
      expect(types.indexOf('Where')).toBeLessThan(types.indexOf('Cast'));
      expect(node.find(({ opType }) => opType === 'Round')?.input).toEqual(
        node.filter(({ opType }) => opType === 'Where').at(-1)?.output,
      );
    }
  });
});
