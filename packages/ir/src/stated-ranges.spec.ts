import { tensorType } from '@openbpu/tensor';
import { CHAIN, Double, OPS } from './ir.fixture';
import { OpSet, defineOp } from './op';
import { parseGraph } from './parse';
import { PatchBuilder } from './patch';
import { type StatedRange, statedMetadata, statedRanges } from './stated-ranges';

const range: StatedRange = { low: -0.1 * 128, high: 0.1 * 127, type: 'int8' };

it('are metadata, to the last bit', () => {
  const ranges = new Map([
    ['x', range],
    ['a "name"', { ...range, type: 'int16' as const }],
  ]);
  expect(statedRanges(statedMetadata(ranges))).toEqual(ranges);
  expect(statedMetadata(new Map())).toEqual({});
  expect(statedRanges({ source_format: 'onnx' }).size).toBe(0);
});

describe('follow a tensor into the one that takes its place', () => {
  const chain = (ranges: Readonly<Record<string, StatedRange>>) => {
    const graph = parseGraph(CHAIN, OPS, 'optimized');
    return graph.at('optimized', statedMetadata(new Map(Object.entries(ranges))));
  };
  const without = (node: string, ranges: Readonly<Record<string, StatedRange>>) => {
    const graph = chain(ranges);
    const removed = graph.node(node)!;
    const patch = new PatchBuilder(graph, 'skip').remove(removed).replace(removed.outputs[0], removed.inputs[0]);
    return Object.fromEntries(statedRanges(graph.apply(patch.build()).metadata));
  };

  it('unless that has a range of its own', () => {
    const [first, second] = chain({}).nodes;
    const [x, y] = [second.inputs[0], second.outputs[0]];
    const other = { ...range, low: 0 };
    expect(first.outputs[0]).toBe(x);
    expect(without(second.id, { [y]: range })).toEqual({ [x]: range });
    expect(without(second.id, { [x]: other, [y]: range })).toEqual({ [x]: other });
    expect(without(second.id, { [x]: other })).toEqual({ [x]: other });
  });

  it('also where that takes the name of an output', () => {
    const graph = chain({});
    const last = graph.producer(graph.outputs[0])!;
    const other = { ...range, low: 0 };
    const [x, y] = [last.inputs[0], last.outputs[0]];
    expect(without(last.id, { [x]: range })).toEqual({ [y]: range });
    expect(without(last.id, { [x]: other, [y]: range })).toEqual({ [y]: range });
  });

  it('and go with a tensor that is no more', () => {
    const graph = chain({ gone: range });
    const patch = new PatchBuilder(graph, 'more').node({ id: 'more', op: Double, inputs: [graph.inputs[0]] });
    expect(patch).toEqual(['more']);
    expect(statedRanges(graph.transaction().commit().metadata).size).toBe(0);
  });

  it('and back through a node that gives every element of it', () => {
    const mover = (name: string, shape: readonly number[]) =>
      defineOp({
        name,
        summary: 'Moves.',
        accuracy: 'exact',
        onlyMoves: name !== 'Change',
        parseAttrs: () => ({}),
        infer: () => [tensorType('float32', shape)],
        eval: ([x]) => [x!],
      });
    const ops = new OpSet([Double, mover('Move', [2, 1]), mover('Part', [1]), mover('Change', [2])]);
    const stays = (op: string, type: string, ranges: Readonly<Record<string, StatedRange>>) => {
      const text = `graph net optimized\ninput x: float32[2]\na: p: float32[2] = Double(x)\nb: q: ${type} = ${op}(p)\n`;
      const graph = parseGraph(`${text}d: y: ${type} = Double(q)\noutput y\n`, ops, 'optimized').at(
        'optimized',
        statedMetadata(new Map(Object.entries(ranges))),
      );
      const build = new PatchBuilder(graph, 'straight').remove(graph.node('b')!, graph.node('d')!);
      build.node({ id: 'd', op: Double, inputs: ['p'], outputs: ['y'] });
      return Object.fromEntries(statedRanges(graph.apply(build.build()).metadata));
    };
    expect(stays('Move', 'float32[2x1]', { q: range })).toEqual({ p: range });
    expect(stays('Move', 'float32[2x1]', { p: { ...range, low: 0 }, q: range })).toEqual({ p: { ...range, low: 0 } });
    expect(stays('Part', 'float32[1]', { q: range })).toEqual({});
    expect(stays('Change', 'float32[2]', { q: range })).toEqual({});
  });
});
