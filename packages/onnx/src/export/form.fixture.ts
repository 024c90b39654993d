import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { exportModel } from '../export-model';
import { attributesOf } from '../proto/attribute';
import { dtypeOfDataType } from '../proto/data-type';
import type { GraphProto } from '../proto/model';
import { readTensor } from '../proto/read-tensor';
import { toNumbers } from '@openbpu/tensor';

interface Options {
  readonly opset?: number;
}

/** The ONNX form of one node `n`, one line a node, small constants in place of their names. */
export function form(inputs: readonly string[], line: string, options: Options = {}): string[] {
  const graph = written(inputs, line, options);
  const constants = new Map(graph.initializer.map((tensor) => [tensor.name ?? '', readTensor(tensor)]));
  const show = (name: string) => {
    const constant = constants.get(name);
    return constant && constant.data.length <= 8 && name.startsWith('n_')
      ? `[${toNumbers(constant).join()}]`
      : name || '_';
  };
  return graph.node.map(
    (node) =>
      `${node.output.join()} = ${node.opType}(${node.input.map(show).join()}) ${JSON.stringify(attributesOf(node))}`,
  );
}

/** What the form of a node says of the values between its nodes. */
export function between(inputs: readonly string[], line: string): string[] {
  return written(inputs, line, {}).valueInfo.map(({ name, type }) => {
    const dims = type?.tensorType?.shape?.dim.map(({ dimValue }) => dimValue) ?? [];
    return `${name}: ${dtypeOfDataType(type?.tensorType?.elemType)}[${dims.join('x')}]`;
  });
}

function written(inputs: readonly string[], line: string, options: Options): GraphProto {
  const text = [
    'graph g original',
    'const w: float32[4x2x3x3] = seed 1',
    'const v: float32[2] = [0.5, 0.25]',
    'const f: float32[3x4] = seed 2',
    ...inputs.map((each) => `input ${each}`),
    `n: ${line}`,
  ];
  const outputs = line
    .split('=')[0]
    .split(',')
    .map((each) => `output ${each.trim()}`);
  return exportModel(parseGraph([...text, ...outputs].join('\n'), standardOps(), 'original'), options).graph;
}
