import { DTYPES } from '@openbpu/tensor';
import { DataType, dataTypeName, dataTypeOf, dtypeOfDataType } from './data-type';

it('numbers every element type, and no two alike', () => {
  expect(DTYPES.map((dtype) => dtypeOfDataType(dataTypeOf(dtype)))).toEqual(DTYPES);
  expect([dataTypeOf('float32'), dataTypeOf('bool')]).toEqual([DataType.FLOAT, DataType.BOOL]);
});

it.each([undefined, DataType.UNDEFINED, DataType.STRING, DataType.BFLOAT16, 99])('has no arrays for %s', (dataType) => {
  expect(dtypeOfDataType(dataType)).toBeUndefined();
});

it('names types as the format does, and gives the number of others', () => {
  expect([undefined, 0, 1, 10, 23, 99].map(dataTypeName)).toEqual(
    ['UNDEFINED', 'UNDEFINED', 'FLOAT', 'FLOAT16'].concat('FLOAT4E2M1', '99'),
  );
});
