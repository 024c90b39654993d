import { CollectingSink, DiagnosticError } from '@openbpu/diagnostics';
import { type Graph, parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { LanePool } from '@openbpu/runtime';
import { type Tensor, float32 } from '@openbpu/tensor';
import { CalibratedModel } from './model/calibrated-model';
import type { Analysed, Samples } from './model/switched-session';
import type { Telling } from './telling';

/**
 * A calibrated net: two convolutions in a row with corrected constants, a sum that reads both, which the BPU gives as
 * an output, and a Softmax on the CPU behind it.
 */
export const NET = `input x: float32[1x2x2x2] NCHW
const v: float32[2x2x1x1] = [0.31, -0.52, 0.77, 0.24]
const u: float32[2x2x1x1] = [0.3, 0.4, -0.6, 0.1]
const u0: float32[2x2x1x1] = [0.33, 0.42, -0.61, 0.14]
const b: float32[2] = [0.5, -0.25]
const b0: float32[2] = [0.4, 0]
x_cal: xc = HzCalibration(x) {scales: [0.25], thresholds: [31.75]}
v_cal: vc = HzCalibration(v) {scales: [0.1, 0.2], thresholds: [12.7, 25.4], axis: 0, kind: "weight"}
conv1: c = Conv(xc, vc) {kernel: [1, 1]} bpu id(0) int8/int8
c_cal: cc = HzCalibration(c) {scales: [0.5], thresholds: [63.5]}
u_was: ug = HzCorrected(u, u0)
u_cal: uc = HzCalibration(ug) {scales: [0.1, 0.1], thresholds: [12.7, 10], axis: 0, kind: "weight"}
b_was: bg = HzCorrected(b, b0)
conv2: d = Conv(cc, uc, bg) {kernel: [1, 1]} bpu id(0) int8/int8
d_cal: dc = HzCalibration(d) {scales: [0.125], thresholds: [15.875]}
sum: s = Add(cc, dc) bpu id(0) int8/int8
s_cal: y = HzCalibration(s) {scales: [1], thresholds: [127]}
soft: p = Softmax(y) {axis: 1} cpu "it is asked for"
output y
output p
`;

export function calibratedGraph(text = NET): Graph<'calibrated'> {
  return parseGraph(text, standardOps(), 'calibrated').at('calibrated');
}

export function calibratedModel(text = NET): CalibratedModel {
  return new CalibratedModel(calibratedGraph(text));
}

/** Samples of input x, made of their elements. */
export function samplesOf(elements: readonly (readonly number[])[], shape = [1, 2, 2, 2]): Samples {
  const feeds = elements.map((values) => new Map<string, Tensor>([['x', float32(shape, values)]]));
  return { count: feeds.length, feeds: (index) => Promise.resolve(feeds[index]) };
}

export const SAMPLES: readonly (readonly number[])[] = [
  [0.1, -0.9, 1.3, 2.2, 0.6, 0.7, -1.1, 3.4],
  [5, 4, -3.3, 0.2, -0.4, 0.9, 2.7, -6.1],
  [0.3, 0.3, 0.3, 0.3, -2.6, 1.9, 1.4, 0.8],
];

/** Lanes for all of a spec, closed at its end. */
export function sharedLanes(count = 2): LanePool {
  const pool = new LanePool(count);
  afterAll(() => pool.close());
  return pool;
}

/** What there is to analyse: the net and three samples, unless told otherwise. */
export function analysed(lanes: LanePool, { text = NET, samples = samplesOf(SAMPLES) } = {}): Analysed {
  return { model: calibratedModel(text), samples, lanes };
}

/** What an analysis was heard to tell. */
export function listening(): Telling & {
  readonly sink: CollectingSink;
  readonly heard: (readonly [number, number])[];
} {
  const heard: (readonly [number, number])[] = [];
  return { sink: new CollectingSink(), heard, progress: (done, total) => void heard.push([done, total]) };
}

/** The code and the hint of what is thrown; the code is '' where nothing is. */
export async function refusal(
  act: () => unknown,
): Promise<{ readonly code: string; readonly hint?: string | undefined }> {
  try {
    await act();
    return { code: '' };
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    const [{ code, hint }] = error.diagnostics;
    return { code, hint };
  }
}
