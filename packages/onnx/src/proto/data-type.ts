import type { DType } from '@openbpu/tensor';

/** Element types as a TensorProto numbers them. */
export const DataType = {
  UNDEFINED: 0,
  FLOAT: 1,
  UINT8: 2,
  INT8: 3,
  UINT16: 4,
  INT16: 5,
  INT32: 6,
  INT64: 7,
  STRING: 8,
  BOOL: 9,
  FLOAT16: 10,
  DOUBLE: 11,
  UINT32: 12,
  UINT64: 13,
  COMPLEX64: 14,
  COMPLEX128: 15,
  BFLOAT16: 16,
  FLOAT8E4M3FN: 17,
  FLOAT8E4M3FNUZ: 18,
  FLOAT8E5M2: 19,
  FLOAT8E5M2FNUZ: 20,
  UINT4: 21,
  INT4: 22,
  FLOAT4E2M1: 23,
} as const;

const NUMBER_OF: Readonly<Record<DType, number>> = {
  float32: DataType.FLOAT,
  float64: DataType.DOUBLE,
  float16: DataType.FLOAT16,
  int8: DataType.INT8,
  uint8: DataType.UINT8,
  int16: DataType.INT16,
  uint16: DataType.UINT16,
  int32: DataType.INT32,
  uint32: DataType.UINT32,
  int64: DataType.INT64,
  uint64: DataType.UINT64,
  bool: DataType.BOOL,
};

export function dataTypeOf(dtype: DType): number {
  return NUMBER_OF[dtype];
}

/** The element type of a number, or undefined for one this project has no arrays for. */
export function dtypeOfDataType(dataType: number | undefined): DType | undefined {
  return (Object.keys(NUMBER_OF) as DType[]).find((dtype) => NUMBER_OF[dtype] === dataType);
}

/** `FLOAT16`, or the number where it has no name. */
export function dataTypeName(dataType: number | undefined): string {
  return Object.entries(DataType).find(([, number]) => number === (dataType ?? 0))?.[0] ?? String(dataType);
}
