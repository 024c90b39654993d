import { DataType, buildValue } from '@openbpu/onnx';
import { tensorType } from '@openbpu/tensor';
import { model, node } from '../model.fixture';
import { declaredTypes } from './declared-types';

it('takes static shapes alone, halves as float32', () => {
  const { graph } = model({ nodes: [node('Relu', ['x'], ['y'])] });
  const valueInfo = [
    buildValue('half', DataType.FLOAT16, [1, 2]),
    buildValue('scalar', DataType.INT64, []),
    buildValue('open', DataType.FLOAT, ['n', 2]),
    buildValue('unranked', DataType.FLOAT, undefined),
    buildValue('text', DataType.STRING, [1]),
  ];
  expect([...declaredTypes({ ...graph, valueInfo })]).toEqual([
    ['half', tensorType('float32', [1, 2])],
    ['scalar', tensorType('int64', [])],
  ]);
});
