import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type DType, type Tensor, dataFromBytes, makeTensor } from '@openbpu/tensor';

const ARCHIVE = resolve(
  process.env.OPENBPU_DATA ?? resolve(__dirname, '../../../../shared/data'),
  'conformance/onnx-node-v1.20.tar.gz',
);

/** One case: inputs and expected outputs. */
export interface ConformanceCase {
  readonly inputs: readonly Tensor[];
  readonly outputs: readonly Tensor[];
}

/** The ONNX node cases of these names (without `test_`), or the reason why there are none. */
export function conformanceCases(names: ReadonlySet<string>): ReadonlyMap<string, ConformanceCase> | string {
  if (!existsSync(ARCHIVE)) return `the ONNX node cases are not there: ${ARCHIVE}`;
  const cases = new Map<string, { inputs: Tensor[]; outputs: Tensor[] }>();
  for (const [path, bytes] of tarEntries(gunzipSync(readFileSync(ARCHIVE)))) {
    const found = /test_([^/]+)\/test_data_set_0\/(input|output)_(\d+)\.pb$/.exec(path);
    const tensor = found && names.has(found[1]) ? readTensor(bytes) : undefined;
    if (!found || !tensor) continue;
    const [, name, side, index] = found;
    const one = cases.get(name) ?? { inputs: [], outputs: [] };
    (side === 'input' ? one.inputs : one.outputs)[Number(index)] = tensor;
    cases.set(name, one);
  }
  return cases;
}

/** The files of a tar archive. */
function* tarEntries(tar: Buffer): Generator<[string, Buffer]> {
  const text = (from: number, length: number) => tar.toString('latin1', from, from + length).replace(/\0.*$/s, '');
  for (let at = 0; at + 512 <= tar.length && tar[at] !== 0;) {
    const size = parseInt(text(at + 124, 12), 8);
    const prefix = text(at + 345, 155);
    yield [`${prefix}${prefix ? '/' : ''}${text(at, 100)}`, tar.subarray(at + 512, at + 512 + size)];
    at += 512 + Math.ceil(size / 512) * 512;
  }
}

const DTYPES: Readonly<Record<number, DType>> = { 1: 'float32', 7: 'int64' };

/** A TensorProto with raw data: dims is field 1, data_type 2, raw_data 9. Other element types give undefined. */
function readTensor(bytes: Buffer): Tensor | undefined {
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = bytes[at++];
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  };
  const dims: number[] = [];
  let dtype: DType | undefined;
  let raw: Buffer = Buffer.alloc(0);
  while (at < bytes.length) {
    const tag = varint();
    const field = tag >> 3;
    if ((tag & 7) === 0) {
      const value = varint();
      if (field === 1) dims.push(value);
      if (field === 2) dtype = DTYPES[value];
    } else if ((tag & 7) === 2) {
      const end = varint() + at;
      if (field === 9) raw = bytes.subarray(at, end);
      while (field === 1 && at < end) dims.push(varint());
      at = end;
    } else return undefined;
  }
  return dtype && makeTensor(dtype, dims, dataFromBytes(dtype, new Uint8Array(raw)));
}
