import { nearest } from '@openbpu/diagnostics';
import * as z from 'zod';
import type { Raw } from './raw';
import { type Read, type Reader, dict, dictOf, oneOf, splitList } from './readers';
import type { NodeDataType, NodeInfo } from './words';
import { publishedType } from './written';

const dataType = oneOf<NodeDataType>(['int8', 'int16']);
const unit = oneOf(['BPU', 'CPU']);

/** What node_info may say of a node, beside the types of single inputs. */
const PROPERTIES = ['ON', 'InputType', 'OutputType'] as const;

const INFO: z.ZodType<NodeInfo> = z.object({
  on: unit.type.optional(),
  inputType: dataType.type.optional(),
  inputTypes: z.record(z.string(), dataType.type).optional(),
  outputType: dataType.type.optional(),
});

/** The same as it is written. */
const PUBLISHED_INFO = z.intersection(
  z.record(
    z.string().regex(new RegExp(`^\\s*(?:${PROPERTIES.join('|')}|InputType\\d{1,4})\\s*$`)),
    z.union([unit, dataType].map(({ written }) => publishedType(written, true))),
  ),
  z.looseObject({
    ON: publishedType(unit.written, true).optional(),
    InputType: publishedType(dataType.written, true).optional(),
    OutputType: publishedType(dataType.written, true).optional(),
  }),
);

/** `{"node": {"ON": "BPU", "InputType": "int16", "InputType0": …, "OutputType": …}}`. */
export const nodeInfo: Reader<Readonly<Record<string, NodeInfo>>> = dict<NodeInfo>(
  '{"node": {"ON": "BPU" or "CPU", "InputType" (or "InputType0", …): "int16", "OutputType": "int16"}}',
  { type: INFO, written: PUBLISHED_INFO, read: readInfo },
);

function readInfo(raw: Raw, node: string): Read<NodeInfo> {
  if (typeof raw === 'string') return { problem: `'${node}' must have a dict such as {"ON": "CPU"}` };
  const info: { on?: 'BPU' | 'CPU'; inputType?: NodeDataType; outputType?: NodeDataType } = {};
  const inputTypes: Record<number, NodeDataType> = {};
  for (const [name, value] of raw) {
    const position = /^InputType(\d{1,4})$/.exec(name);
    if (/^OutputType\d+$/.test(name))
      return {
        problem: `'${node}' has '${name}', and all outputs of a node have one type`,
        hint: `write OutputType in place of ${name}`,
      };
    if (!position && !(PROPERTIES as readonly string[]).includes(name)) {
      const like = nearest(name, PROPERTIES);
      return {
        problem: `'${node}' has no property '${name}'`,
        hint: like
          ? `did you mean '${like}'?`
          : `the properties are ${PROPERTIES.join(', ')}, and InputType0, InputType1, …`,
      };
    }
    const read = name === 'ON' ? unit.read(value) : dataType.read(value);
    if ('problem' in read) return { ...read, problem: `${name} of '${node}': ${read.problem}` };
    if (read.value === 'BPU' || read.value === 'CPU') info.on = read.value;
    else if (name === 'InputType') info.inputType = read.value;
    else if (name === 'OutputType') info.outputType = read.value;
    else if (position) inputTypes[Number(position[1])] = read.value;
  }
  return { value: Object.keys(inputTypes).length === 0 ? info : { ...info, inputTypes } };
}

/** What `nodeInfo` reads of one node, as a recipe writes it. */
export function writtenNodeInfo({ on, inputType, inputTypes = {}, outputType }: NodeInfo): Record<string, string> {
  return {
    ...(on ? { ON: on } : {}),
    ...(inputType ? { InputType: inputType } : {}),
    ...Object.fromEntries(Object.entries(inputTypes).map(([i, type]) => [`InputType${i}`, type])),
    ...(outputType ? { OutputType: outputType } : {}),
  };
}

/** `{"node": "int16"}`, or node names separated by `;`, which means int16 for each. */
export const nodeDataTypes: Reader<Readonly<Record<string, NodeDataType>>> = (() => {
  const ofDict = dictOf('{"node": "int16"}', dataType);
  return {
    ...ofDict,
    written: { scalars: [...(ofDict.written.scalars ?? []), z.number(), z.boolean()] },
    read: (raw) =>
      typeof raw !== 'string' || raw.startsWith('{')
        ? ofDict.read(raw)
        : {
            value: Object.fromEntries(
              splitList(raw).map((name): [string, NodeDataType] => [name.replace(/:int16$/, ''), 'int16']),
            ),
          },
  };
})();
