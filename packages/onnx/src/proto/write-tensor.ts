import { type Tensor, bytesOf } from '@openbpu/tensor';
import { dataTypeOf } from './data-type';
import type { TensorProto } from './model';

/** A named tensor with its elements as raw bytes: a view, not a copy. */
export function writeTensor(name: string, tensor: Tensor): TensorProto {
  return {
    name,
    dims: tensor.shape,
    dataType: dataTypeOf(tensor.dtype),
    rawData: bytesOf(tensor.data),
    floatData: [],
    int32Data: [],
    stringData: [],
    int64Data: [],
    doubleData: [],
    uint64Data: [],
    externalData: [],
    metadataProps: [],
  };
}
