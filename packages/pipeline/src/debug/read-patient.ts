import { type GivenSample, type Patient, type SampleBytes, elementMistake } from '@openbpu/analysis';
import { FILE_KINDS, readUserFile } from '@openbpu/guard';
import type { FileInput, SampleRef } from '@openbpu/runtime';
import { bytesPerElement, dataFromBytes, expectDType, hasDType, sizeOf } from '@openbpu/tensor';
import { readPictureSample, readRawSample } from '@openbpu/vision';
import type { ResolvedInput } from '../resolve-inputs';

/**
 * An input and its samples as the doctor looks at them. Undefined where they are no files, or other elements than
 * float32 and uint8. Throws DiagnosticError for samples that cannot be read for another reason than their element type.
 */
export async function readPatient(
  { name, shape, layoutTrain, typeTrain, mean, scale }: ResolvedInput,
  samples: readonly SampleRef[],
): Promise<Patient | undefined> {
  const files = samples.flatMap(({ inputs }) =>
    inputs.filter((input): input is FileInput => input.kind === 'file' && input.name === name),
  );
  const [first] = files;
  if (!first || (first.fed ?? 'float32') !== 'float32') return undefined;
  const input = { name, shape, layoutTrain, typeTrain, ...(mean ? { mean } : {}), ...(scale ? { scale } : {}) };
  const stated = first.dtype;
  const bytes = first.chain || (stated !== 'float32' && stated !== 'uint8') ? [] : files.flatMap(bytesOf);
  if (stated === 'float32' || stated === 'uint8') {
    const read = { stated, bytes } as const;
    if (elementMistake(bytes, stated, shape)) return { input, samples: [], files: read };
  }
  const known = new Map(bytes.map((each) => [each.file, each.bytes]));
  return { input, samples: await Promise.all(files.map((file) => read(file, known.get(file.file)))) };
}

/** The bytes of a file without a header. */
function bytesOf({ file }: FileInput): SampleBytes[] {
  const bytes = readUserFile(file, FILE_KINDS.sample);
  const npy =
    file.toLowerCase().endsWith('.npy') || Buffer.from(bytes.subarray(0, 6)).toString('latin1') === '\x93NUMPY';
  return npy ? [] : [{ file, bytes }];
}

/** A sample: of bytes that are there already where they are as many as they should be. */
async function read({ file, dtype, shape, chain }: FileInput, bytes?: Uint8Array): Promise<GivenSample> {
  if (dtype === 'float32' && bytes?.length === sizeOf(shape) * bytesPerElement(dtype))
    return { file, data: dataFromBytes(dtype, bytes) };
  const tensor = await (chain ? readPictureSample(file, chain, shape) : readRawSample(file, dtype, shape));
  const data = hasDType(tensor, 'float32') ? tensor.data : Float32Array.from(expectDType(tensor, 'uint8').data);
  return { file, data };
}
