import { nodeDataTypes, nodeInfo, writtenNodeInfo } from './node-readers';
import { type Raw } from './raw';
import type { Reader } from './readers';

const value = <T>(reader: Reader<T>, raw: Raw) => {
  const read = reader.read(raw);
  return 'value' in read ? read.value : `! ${read.problem}`;
};

it('reads node_info', () => {
  expect(
    value(
      nodeInfo,
      `{"/m/Conv": {"ON": "BPU", 'InputType0': 'int16', "InputType": "int8", "OutputType": "int16"}, b: {ON: CPU}}`,
    ),
  ).toEqual({
    '/m/Conv': { on: 'BPU', inputType: 'int8', inputTypes: { 0: 'int16' }, outputType: 'int16' },
    b: { on: 'CPU' },
  });
  expect(value(nodeInfo, '{a: {ON: GPU}}')).toMatch(/ON of 'a'/);
  expect(value(nodeInfo, '{a: {OutputType0: int16}}')).toBe(
    "! 'a' has 'OutputType0', and all outputs of a node have one type",
  );
  expect(value(nodeInfo, '{a: {Output: int16}}')).toBe("! 'a' has no property 'Output'");
  expect(nodeInfo.read('{a: {on: CPU}}')).toEqual({ problem: "'a' has no property 'on'", hint: "did you mean 'ON'?" });
  expect(nodeInfo.read('{a: {Threshold: 3}}')).toMatchObject({
    hint: 'the properties are ON, InputType, OutputType, and InputType0, InputType1, …',
  });
  expect(value(nodeInfo, '{"a" {ON: CPU}}')).toBe(
    '! no colon stands between a name and its dict: write {"a": {ON: CPU}}',
  );
  expect(value(nodeInfo, '{a: CPU}')).toMatch(/must have a dict/);
});

it('reads set_node_data_type as a dict or a list of names', () => {
  expect(value(nodeDataTypes, '{a: int16}')).toEqual({ a: 'int16' });
  expect(value(nodeDataTypes, 'a; b:int16')).toEqual({ a: 'int16', b: 'int16' });
});

it.each([
  {},
  { on: 'CPU' },
  { on: 'BPU', inputType: 'int8', inputTypes: { 0: 'int16', 2: 'int8' }, outputType: 'int16' },
] as const)('writes what it read of a node: %j', (info) => {
  const written = JSON.stringify({ node: writtenNodeInfo(info) });
  expect(value(nodeInfo, written)).toEqual({ node: info });
});
