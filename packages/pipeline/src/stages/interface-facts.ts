import type { ArtifactHeader } from '@openbpu/artifact';
import type { RecordInterface } from '@openbpu/record';
import { runtimeType } from '@openbpu/runtime';
import { type DType, bytesPerElement, sizeOf } from '@openbpu/tensor';
import type { DeletedNode } from './remove-nodes';

/** What a program on the board feeds to a `.bin` and reads from it, and the nodes that are no longer between. */
export function interfaceFacts(header: ArtifactHeader, deleted: readonly DeletedNode[]): RecordInterface {
  const sized = (dtype: DType, shape: readonly number[]) => ({
    dtype,
    shape: [...shape],
    bytes: sizeOf(shape) * bytesPerElement(dtype),
  });
  const scaled = (name: string) => {
    const { scale, axis } = header.tensors[name] ?? {};
    return scale === undefined ? {} : { scale: [...scale], ...(axis === undefined ? {} : { axis }) };
  };
  return {
    inputs: header.inputs.map((input) => {
      const { dtype, shape } = runtimeType(input);
      const { name, typeRt, layout } = input;
      return {
        name,
        type: typeRt,
        ...sized(dtype, shape),
        ...(typeRt === 'nv12' ? {} : { layout }),
        ...(typeRt === 'featuremap' && dtype !== 'float32' ? scaled(name) : {}),
      };
    }),
    outputs: header.outputs.map(({ name, dtype, shape, layout }) => ({
      name,
      ...sized(dtype, shape),
      ...(layout === undefined ? {} : { layout }),
      ...scaled(name),
    })),
    removed: deleted.map(({ name, type, side, from, to }) => ({ name, type, side, from, to })),
  };
}
