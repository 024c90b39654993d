import { type ArtifactDeleted, type ArtifactHeader, type ArtifactTensor, tensorOf } from '@openbpu/artifact';
import type { RecordInterface } from '@openbpu/record';
import { runtimeType } from '@openbpu/runtime';
import { type DType, bytesPerElement, sizeOf } from '@openbpu/tensor';

/** What a program on the board feeds to a `.bin` and reads from it, and the nodes that are no longer between. */
export function interfaceFacts(header: ArtifactHeader, deleted: readonly ArtifactDeleted[]): RecordInterface {
  const sized = (dtype: DType, shape: readonly number[]) => ({
    dtype,
    shape: [...shape],
    bytes: sizeOf(shape) * bytesPerElement(dtype),
  });
  return {
    inputs: header.inputs.map((input) => {
      const { dtype, shape } = runtimeType(input);
      const { name, typeRt, layout, quant } = input;
      return {
        name,
        type: typeRt,
        ...sized(dtype, shape),
        ...(typeRt === 'nv12' ? {} : { layout }),
        ...scaled(quant ?? {}),
      };
    }),
    outputs: header.outputs.map(({ dtype, shape, layout, ...output }) => ({
      name: output.name,
      ...sized(dtype, shape),
      ...(layout === undefined ? {} : { layout }),
      ...scaled(header.tensors[tensorOf(output)] ?? {}),
    })),
    removed: deleted,
  };
}

function scaled({ scale, axis, zero }: Pick<ArtifactTensor, 'scale' | 'axis' | 'zero'>) {
  if (scale === undefined) return {};
  return { scale, ...(axis === undefined ? {} : { axis }), ...(zero === undefined ? {} : { zero }) };
}
