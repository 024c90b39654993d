import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DiagnosticError } from '@openbpu/diagnostics';
import { type Graph, parseGraph } from '@openbpu/ir';
import { writeOnnx } from '@openbpu/onnx';
import { standardOps } from '@openbpu/ops';
import { type Tensor, encodeNpy, float32 } from '@openbpu/tensor';

/** A convolution of one input and a sum with another, on the BPU, and a Softmax on the CPU. */
export const TWO_INPUTS = `input "a.1": float32[1x2x2x2] NCHW
input b: float32[1x2x2x2] NCHW
const w: float32[2x2x1x1] = [0.3, -0.5, 0.7, 0.2]
a_cal: ac = HzCalibration("a.1") {scales: [0.25], thresholds: [31.75]}
b_cal: bc = HzCalibration(b) {scales: [0.5], thresholds: [63.5]}
w_cal: wc = HzCalibration(w) {scales: [0.1, 0.2], thresholds: [12.7, 25.4], axis: 0, kind: "weight"}
conv: c = Conv(ac, wc) {kernel: [1, 1]} bpu id(0) int8/int8
c_cal: cc = HzCalibration(c) {scales: [0.5], thresholds: [63.5]}
sum: s = Add(cc, bc) bpu id(0) int8/int8
s_cal: y = HzCalibration(s) {scales: [0.5], thresholds: [63.5]}
soft: p = Softmax(y) {axis: 1} cpu "it is asked for"
output p
`;

/** The same with `b` for a constant: one input, `a.1`. */
export const ONE_INPUT = TWO_INPUTS.replace('input b: float32[1x2x2x2] NCHW\n', '').replace(
  'HzCalibration(b)',
  'HzCalibration("a.1")',
);

export function graphOf(text: string): Graph<'calibrated'> {
  return parseGraph(text, standardOps(), 'calibrated').at('calibrated');
}

/** The bytes of a calibrated model. */
export function modelOf(text: string): Uint8Array {
  return writeOnnx(graphOf(text));
}

export function sampleOf(seed: number): Tensor {
  return float32(
    [1, 2, 2, 2],
    Float32Array.from({ length: 8 }, (_, i) => Math.sin(seed + 1.7 * i) * 5),
  );
}

/** A folder with files, by their names in it, that is removed behind `use`. */
export async function inFolder<T>(
  files: Readonly<Record<string, Uint8Array | string>>,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'debug-'));
  try {
    for (const [name, content] of Object.entries(files)) {
      await mkdir(join(folder, name, '..'), { recursive: true });
      await writeFile(join(folder, name), content);
    }
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Samples of inputs, as `calibration_data` has them. */
export function dataOf(inputs: readonly string[], count: number): Record<string, Uint8Array> {
  const files = inputs.flatMap((input, n) =>
    Array.from({ length: count }, (_, i) => [`data/${input}/${i}.npy`, encodeNpy(sampleOf(i + 10 * n))] as const),
  );
  return Object.fromEntries(files);
}

/** The code and the hint of what is thrown, by something done now or later; the code is '' where nothing is. */
export async function refusal(act: () => unknown): Promise<{ readonly code: string; readonly hint: string }> {
  try {
    await act();
    return { code: '', hint: '' };
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    const [{ code, hint = '' }] = error.diagnostics;
    return { code, hint };
  }
}
