import { fail, type Sink } from '@openbpu/diagnostics';
import { FILE_KINDS, readUserFile } from '@openbpu/guard';
import { type Port, feedHint } from '@openbpu/runtime';
import { type Tensor, type TensorType, NpyError, decodeNpy, formatType, hasDType } from '@openbpu/tensor';
import { toCentered } from '@openbpu/vision';
import { PIPELINE } from '../catalogue';

/** Reads a `.npy` file for an input. Throws DiagnosticError for a file that is none. */
export async function readTensorFile(file: string, input: string): Promise<Tensor> {
  try {
    return decodeNpy(readUserFile(file, FILE_KINDS.tensor, { name: input, file }));
  } catch (error) {
    if (error instanceof NpyError)
      return fail(PIPELINE.notNpy({ path: file, reason: error.message }, { name: input }), error);
    throw error;
  }
}

/**
 * Fits a tensor to an ONNX input: the same type passes, uint8 into int8 is shifted by −128 with a note, others are
 * refused. `featuremap`: the input is known to be no image, and then its int8 are numbers and not shifted bytes.
 */
export function fitTensor(given: Tensor, { name, type }: Port, sink: Sink, featuremap = false): Tensor {
  const shapeFits =
    given.shape.length === type.shape.length &&
    type.shape.every((dim, i) => (dim < 0 ? given.shape[i] > 0 : dim === given.shape[i]));
  if (shapeFits && given.dtype === type.dtype) return given;
  if (shapeFits && type.dtype === 'int8' && !featuremap && hasDType(given, 'uint8')) {
    sink.report(PIPELINE.shifted({ input: name }));
    return toCentered(given);
  }
  return fail(
    PIPELINE.badFeed(
      {
        input: name,
        wanted: formatOpenType(type),
        given: `${given.dtype}[${given.shape.join('x')}]`,
        hint: feedHint(given, [type], { bytes: !featuremap }),
      },
      { name },
    ),
  );
}

/** A type as it is told to the user: `float32[?x3]`, `?` for each dimension that the model leaves open. */
function formatOpenType(type: TensorType): string {
  return formatType(type).replaceAll(/-\d+/g, '?');
}
