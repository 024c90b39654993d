import type { Backend, Constraint } from '@openbpu/plugin-api';
import { code, page, table } from '../markdown';

/** Every rule of a march under the operators it speaks of, and the march's operator list. */
export function constraintsPage({ march, boards, constraints, operators, recipe }: Backend): string {
  const groups = new Map<string, Constraint[]>();
  for (const constraint of constraints) {
    const about = constraint.appliesTo === 'every-op' ? 'Every operator' : constraint.appliesTo.join(', ');
    groups.set(about, [...(groups.get(about) ?? []), constraint]);
  }
  return page(`Constraints of ${march}`, `\`plugins/backend-${march}/src\``, [
    `${boards.join(', ')}. ${constraints.length} rules decide whether a node may run on the BPU; ` +
      'the sentence of the rule is the reason under a node on the CPU.',
    ...[...groups].flatMap(([about, rules]) => [
      `## ${about}`,
      table(
        ['Rule', 'On the BPU', 'Otherwise'],
        rules.map(({ id, sentence, hint = '' }) => [code(id), sentence, hint]),
      ),
    ]),
    '## What a recipe may not say',
    recipe.keys.length + recipe.refusedInputs.length === 0
      ? 'Nothing beyond the common rules.'
      : table(
          ['Key', 'Verdict', 'Because'],
          [
            ...recipe.keys.map(({ key, verdict, because }) => [code(key), verdict, because]),
            ...recipe.refusedInputs.map(({ typeRt, layoutRt = 'any layout', because }) => [
              code(`input_type_rt: ${typeRt}`),
              `refused in ${layoutRt}`,
              because,
            ]),
          ],
        ),
    ...(recipe.quantisedLayout
      ? [`The quantised model takes every input of four dimensions in ${recipe.quantisedLayout}, as the guide has it.`]
      : []),
    '## Operator list',
    'What the march says of each ONNX operator. A model with an operator of class `cpu_not_integrated` is refused.',
    table(
      ['ONNX operator', 'Class', 'Where by default', 'How', 'Types'],
      Object.entries(operators)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, row]) => [
          code(name),
          row.class,
          row.onRequest ? `${row.defaultDevice}, BPU on request` : row.defaultDevice,
          row.mechanism ?? '',
          (row.dtypes ?? []).join(', '),
        ]),
    ),
  ]);
}
