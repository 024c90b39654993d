import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';

const scalar = z.union([z.number(), z.string()]);

const rule = z.strictObject({
  id: z.string(),
  when: z.string().optional(),
  var: z.string().optional(),
  range: z.tuple([z.number(), z.number()]).optional(),
  max: z.number().optional(),
  min: z.number().optional(),
  in: z.array(scalar).optional(),
  eq: scalar.optional(),
  expr: z.string().optional(),
  reason: z.string(),
  confidence: z.string().optional(),
});

const mechanism = z.enum(['native', 'fused', 'constant_folded', 'removed', 'decomposed', 'as_conv', 'as_reshape']);

const bpu = z.discriminatedUnion('supported', [
  z.object({ supported: z.literal(false), reason: z.string() }),
  z.object({
    supported: z.literal(true),
    mechanism,
    same_as: z.string().optional(),
    dtypes: z.array(z.enum(['int8', 'int16'])).optional(),
    ranks: z.tuple([z.number(), z.number()]).optional(),
    rules: z.array(rule),
    matmul_forms: z.record(z.string(), z.array(z.string())).optional(),
  }),
]);

const operator = z.object({
  op: z.string(),
  class: z.enum(['bpu', 'cpu', 'cpu_not_integrated']),
  default_device: z.enum(['bpu', 'cpu', 'none', 'unsupported']),
  selectable: z.literal('run_on_bpu').optional(),
  bpu,
});

const march = z.object({
  schema: z.literal(1),
  march: z.string(),
  counts: z.record(z.string(), z.number()),
  int16_supported: z.boolean(),
  general: z.object({ bpu_rules: z.array(rule) }),
  operators: z.array(operator),
});

export type RuleFact = z.infer<typeof rule>;
export type OperatorFact = z.infer<typeof operator>;
export type MarchFacts = z.infer<typeof march>;

/** The facts of one march. Throws when the file is not of the schema this tool knows. */
export function readFacts(folder: string, name: string): MarchFacts {
  return march.parse(parse(readFileSync(join(folder, 'operators', `${name}.yaml`), 'utf8')));
}

/** The BPU rules of a row, those of the row it refers to first. */
export function bpuRules({ bpu }: OperatorFact, facts: MarchFacts): readonly RuleFact[] {
  if (!bpu.supported) return [];
  const other = bpu.same_as === undefined ? undefined : facts.operators.find(({ op }) => op === bpu.same_as);
  if (bpu.same_as !== undefined && !other) throw new Error(`${bpu.same_as} has no row`);
  return [...(other ? bpuRules(other, facts) : []), ...bpu.rules];
}
