import { exampleContent } from './artifact.fixture';
import { type ArtifactHeader, artifactHeaderSchema, contradictionIn } from './artifact-header';

const { header, sections } = exampleContent();
const says = (change: Partial<ArtifactHeader>) => contradictionIn({ ...header, ...change }, new Set(sections.keys()));

it('takes the example, and nothing more than its fields', () => {
  expect(artifactHeaderSchema.parse(header)).toEqual(header);
  expect(says({})).toBeUndefined();
  expect(artifactHeaderSchema.safeParse({ ...header, extra: 1 }).success).toBe(false);
  for (const shape of [[-1], [1.5], [2 ** 53], 'x']) {
    expect(
      artifactHeaderSchema.safeParse({ ...header, outputs: [{ name: 'prob', dtype: 'float32', shape }] }).success,
    ).toBe(false);
  }
});

it('finds tensors and sections that are not there, and steps out of order', () => {
  expect(says({ steps: [...header.steps].reverse() })).toBe(
    'step "softmax" reads "fc_float", which nothing before it writes',
  );
  expect(says({ steps: header.steps.slice(0, 2) })).toBe('nothing writes output "prob"');
  expect(says({ tensors: {} })).toBe('input "data" is not among the tensors');
  expect(says({ steps: header.steps.map((step) => ({ ...step, outputs: ['ghost'] })) })).toMatch(/writes "ghost"/);
  expect(says({ steps: header.steps.map((step) => ({ ...step, sections: ['ghost'] })) })).toMatch(
    /needs section "ghost"/,
  );
  expect(says({ inputs: [{ ...header.inputs[0], name: 'toString' }] })).toBe(
    'input "toString" is not among the tensors',
  );
});
