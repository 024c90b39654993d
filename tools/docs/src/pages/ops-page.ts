import { marches } from '@openbpu/pipeline';
import type { AnyOp } from '@openbpu/ir';
import { standardFunctions, standardExporters } from '@openbpu/onnx';
import { standardOps } from '@openbpu/ops';
import { standardLowering } from '@openbpu/plugin-api';
import { code, page, table } from '../markdown';

const byName = (ops: Iterable<AnyOp>) => [...ops].sort((a, b) => (a.name < b.name ? -1 : 1));

/** Every operator: what it means, how exactly it is evaluated, and how it comes to the BPU. */
export function opsPage(): string {
  const ops = byName(standardOps().ops);
  const integer = ops.filter(({ name }) => name.startsWith('Hz') && name !== 'HzPreprocess');
  const float = ops.filter((op) => !integer.includes(op));
  return page('Operators', '`packages/ops/src/all.ts`', [
    `${float.length} operators of float graphs and ${integer.length} integer ones.`,
    'Accuracy: `exact` is bit for bit in every executor; `rounding` is compared to 1e-5 ' +
      'relative; `opaque` means an ONNX fragment run by ONNX Runtime.',
    '## Float graphs',
    'A march takes a node `active`ly on its own merit, `passive`ly beside a quantised neighbour, ' +
      'or `manual`ly when the user asks; an empty cell means CPU.',
    table(
      ['Op', 'Meaning', 'Accuracy', 'Integer form', ...marches().map(({ march }) => march)],
      float.map((op) => [
        code(op.name),
        op.summary,
        op.accuracy,
        integerForm(op),
        ...marches().map(({ policy }) => (op.integer ? (policy.quantise[op.name] ?? '') : '')),
      ]),
    ),
    '## Integer graphs',
    'In an ONNX file each is a function of the domain `ai.openbpu` whose body is standard operators: ' +
      '[onnx-functions.md](onnx-functions.md).',
    table(
      ['Op', 'Meaning', 'ONNX functions', 'Runs on'],
      integer.map((op) => [code(op.name), op.summary, functionsOf(op), runsOn(op)]),
    ),
    '## Operators with an ONNX form other than their own name and attributes',
    byName(standardExporters().map(({ op }) => op))
      .map(({ name }) => code(name))
      .join(', '),
  ]);
}

function integerForm(op: AnyOp): string {
  if (!op.integer) return '';
  if (op.integer.type !== undefined) return code(op.integer.type);
  return op.integer.sharesScale !== undefined ? 'itself, on integers' : 'yes';
}

function functionsOf(op: AnyOp): string {
  const forms = standardFunctions().find((each) => each.op.name === op.name)?.forms ?? [];
  return forms.map(({ name }) => code(name)).join(', ');
}

function runsOn(op: AnyOp): string {
  return standardLowering.some((rule) => rule.op.name === op.name) ? 'BPU' : 'CPU';
}
