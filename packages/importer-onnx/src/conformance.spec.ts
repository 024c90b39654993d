import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { CollectingSink, DiagnosticError } from '@openbpu/diagnostics';
import { type ModelProto, type TensorProto, decodeModel } from '@openbpu/onnx';
import { standardOps } from '@openbpu/ops';
import { isFloat, sameShape } from '@openbpu/tensor';
import { dataFolder, evaluate, frozen, tarFiles, tensorProto, widen } from './data.fixture';
import { EVALUATORS } from './fold/evaluators';
import { translateModel } from './graph/translate-model';
import { MAPPINGS } from './mappings/mappings';

type Outcome = 'passed' | 'failed' | 'unsupported';

interface Case {
  model?: ModelProto;
  readonly inputs: Map<number, TensorProto>;
  readonly outputs: Map<number, TensorProto>;
}

const folder = dataFolder();
const archive = path.join(folder ?? '', 'conformance/onnx-node-v1.20.tar.gz');

/** Cases whose expectation the runtimes do not share, with the reason. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  test_l2normalization_axis_0: 'the case divides 0 by 0; runtimes, and the graph, leave a row of zeros as it is',
  test_resize_downsample_scales_linear_align_corners:
    'the case divides by the length before it is rounded down; runtimes, and the graph, by the length there is',
};

/** Operators that are written in the graph, or evaluated on constants. */
const known = new Set([...MAPPINGS.flatMap(({ opTypes }) => opTypes), ...EVALUATORS.keys()]);

function readCases(): Map<string, Case> {
  const cases = new Map<string, Case>();
  for (const { name, bytes } of tarFiles(readFileSync(archive))) {
    const [, id, kind, index] =
      /node\/([^/]+)\/(?:test_data_set_0\/)?(model|input|output)_?(\d*)\.(?:onnx|pb)$/.exec(name) ?? [];
    if (id === undefined) continue;
    const found = cases.get(id) ?? { inputs: new Map<number, TensorProto>(), outputs: new Map<number, TensorProto>() };
    cases.set(id, found);
    if (kind === 'model') found.model = decodeModel(bytes);
    else {
      try {
        found[kind === 'input' ? 'inputs' : 'outputs'].set(Number(index), tensorProto(bytes));
      } catch (error) {
        if (!(error instanceof DiagnosticError)) throw error;
      }
    }
  }
  return cases;
}

/** The operators of opset 22 and later differ from those of 21 in element types alone, so the cases are read as 21. */
function at21(model: ModelProto): ModelProto {
  return {
    ...model,
    opsetImport: model.opsetImport.map((entry) => ({ ...entry, version: Math.min(entry.version ?? 1, 21) })),
  };
}

async function attempt(
  { inputs, outputs }: Case,
  model: ModelProto,
  first: number,
): Promise<{ outcome: Outcome; why: string }> {
  const named = model.graph.input.map(({ name = '' }, i) => ({ name, proto: inputs.get(i) }));
  const constants = named.slice(first).flatMap(({ name, proto }) => (proto ? [{ ...proto, name }] : []));
  try {
    const graph = await translateModel(
      { model: frozen(at21(model), constants), file: 'model.onnx', inputShapes: new Map() },
      standardOps(),
      new CollectingSink(),
    );
    if (graph.nodes.some((node) => node.op.accuracy === 'opaque'))
      return { outcome: 'unsupported', why: 'stays an ONNX operator' };
    const feeds = new Map(
      named.flatMap(({ name, proto }) => (proto && graph.inputs.includes(name) ? [[name, widen(proto)] as const] : [])),
    );
    const results = evaluate(graph, feeds);
    const wrong = model.graph.output
      .map(({ name = '' }, i) => compare(results.get(name)!, outputs.get(i)!))
      .find((text) => text !== undefined);
    return wrong === undefined ? { outcome: 'passed', why: '' } : { outcome: 'failed', why: wrong };
  } catch (error) {
    if (error instanceof DiagnosticError) return { outcome: 'unsupported', why: error.message };
    return { outcome: 'failed', why: error instanceof Error ? (error.stack ?? '') : String(error) };
  }
}

/** To 1e-3 relative and 1e-7 absolute, as the standard's own runner; halves to their precision. */
function compare(found: ReturnType<typeof widen>, proto: TensorProto): string | undefined {
  const wanted = widen(proto);
  if (found.dtype !== wanted.dtype || !sameShape(found.shape, wanted.shape))
    return `${found.dtype}[${found.shape}] is not ${wanted.dtype}[${wanted.shape}]`;
  const relative = proto.dataType === 1 || proto.dataType === 11 ? 1e-3 : 1e-2;
  for (let i = 0; i < wanted.data.length; i++) {
    const [a, b] = [Number(found.data[i]), Number(wanted.data[i])];
    const close = isFloat(wanted.dtype)
      ? Math.abs(a - b) <= relative * Math.abs(b) + 1e-7
      : found.data[i] === wanted.data[i];
    if (!close && !Object.is(a, b) && a !== b) return `element ${i} is ${a} and not ${b}`;
  }
  return undefined;
}

(folder && existsSync(archive) ? describe : describe.skip)(
  'ONNX node conformance (skipped where the test data is absent)',
  () => {
    it('fails none of the cases of the operators it knows', async () => {
      const table = new Map<string, Record<Outcome, number>>();
      const failures: string[] = [];
      const refusals = new Map<string, string>();
      for (const [id, found] of readCases()) {
        const { model } = found;
        const opTypes = model?.graph.node.map(({ opType = '' }) => opType) ?? [];
        if (
          !model ||
          Object.hasOwn(EXCEPTIONS, id) ||
          opTypes.length === 0 ||
          !opTypes.every((opType) => known.has(opType))
        )
          continue;
        const row = table.get(opTypes[0]) ?? { passed: 0, failed: 0, unsupported: 0 };
        table.set(opTypes[0], row);
        const computed = await attempt(found, model, Infinity);
        const settled = computed.outcome === 'unsupported' ? await attempt(found, model, 1) : computed;
        const result = settled.outcome === 'unsupported' ? await attempt(found, model, 0) : settled;
        row[result.outcome]++;
        if (result.outcome === 'failed') failures.push(`${id}: ${result.why}`);
        if (result.outcome === 'unsupported') refusals.set(id, result.why);
      }
      const rows = [...table].sort(([a], [b]) => (a < b ? -1 : 1));
      const total = (outcome: Outcome) => rows.reduce((sum, [, row]) => sum + row[outcome], 0);
      const lines = rows.map(
        ([opType, row]) =>
          opType.padEnd(24) +
          [row.passed, row.failed, row.unsupported].map((count) => String(count).padStart(6)).join(''),
      );
      process.stdout.write(
        `ONNX node cases         passed failed unsupported\n${lines.join('\n')}\n` +
          `total ${total('passed')} passed, ${total('failed')} failed, ${total('unsupported')} ` +
          'unsupported\n',
      );
      if (process.env['CONFORMANCE_REFUSALS'])
        process.stdout.write(`${Array.from(refusals, ([id, why]) => `${id}: ${why}`).join('\n')}\n`);
      expect(failures).toEqual([]);
      expect(total('passed')).toBeGreaterThan(300);
    });
  },
);
