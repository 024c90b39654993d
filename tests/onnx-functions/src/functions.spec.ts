import { outputTypes } from '@openbpu/ir';
import { standardFunctions, writeOnnx } from '@openbpu/onnx';
import { type Tensor, countMismatches, toNumbers } from '@openbpu/tensor';
import * as fc from 'fast-check';
import type { Case } from './case';
import { integerCases } from './integer-cases';
import { movementCases } from './movement-cases';
import { type Example, oneOpGraph } from './one-op-graph';
import { type Optimisation, OnnxThread } from './onnx-thread';

const RUNS = Number(process.env['OPENBPU_RUNS'] ?? 25);

describe.each<Optimisation>(['disabled', 'all'])('ONNX functions, optimisation %s', (optimisation) => {
  let onnx: OnnxThread;
  beforeAll(() => void (onnx = new OnnxThread()));
  afterAll(() => onnx.close());

  it.each([...integerCases, ...movementCases].map((each): [string, Case] => [each.name, each]))('%s agrees bit for bit', async (_, { examples }) => {
    await fc.assert(
      fc.asyncProperty(examples.map(described), async (example) => {
        const [mismatches] = await compare(onnx, example, optimisation);
        expect(mismatches).toBe(0);
      }),
      { numRuns: RUNS },
    );
  });
});

it('has a case for every function', () => {
  const tried = new Set(integerCases.flatMap(({ examples }) => fc.sample(examples, { numRuns: 1, seed: 1 })).map(({ op }) => op.name));
  const float = new Set(['HzPreprocess']);
  expect(standardFunctions().map(({ op }) => op.name).filter((name) => !tried.has(name) && !float.has(name))).toEqual([]);
});

/** A failing example prints as its attributes and inputs. */
function described(example: Example): Example {
  return Object.assign({ [fc.toStringMethod]: () => JSON.stringify({ attrs: example.attrs, inputs: example.inputs.map((tensor) => tensor && [tensor.dtype, tensor.shape, toNumbers(tensor).slice(0, 64)]) }) }, example);
}

async function compare(onnx: OnnxThread, example: Example, optimisation: Optimisation): Promise<number[]> {
  const graph = oneOpGraph(example);
  const [node] = graph.nodes;
  const expected = node.op.eval(example.inputs, node.attrs);
  const feeds = Object.fromEntries(example.fed.map((i): [string, Tensor | undefined] => [`in${i}`, example.inputs[i]]).filter((feed): feed is [string, Tensor] => feed[1] !== undefined));
  const found = await onnx.run(writeOnnx(graph), feeds, optimisation);
  return outputTypes(graph, node).map(({ shape }, i) => {
    expect(found[`out${i}`].shape).toEqual(shape);
    return countMismatches(found[`out${i}`], expected[i]);
  });
}
