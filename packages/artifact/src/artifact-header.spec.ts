import { exampleContent } from './artifact.fixture';
import { type ArtifactHeader, type ArtifactInput, artifactHeaderSchema, contradictionIn } from './artifact-header';

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

it('takes ports that steps know under another name', () => {
  const [input] = header.inputs;
  const [output] = header.outputs;
  const ported = {
    inputs: [{ ...input, name: 'fed', tensor: input.name }],
    outputs: [{ ...output, name: 'given', tensor: output.name }],
  };
  expect(says(ported)).toBeUndefined();
  expect(says({ outputs: [{ ...output, name: 'given' }] })).toBe('nothing writes output "given"');
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

it('wants every tensor written once, and inputs and outputs, each once', () => {
  const [bpu, edge, cpu] = header.steps;
  expect(says({ inputs: [] })).toBe('it has no input');
  expect(says({ outputs: [] })).toBe('it has no output');
  expect(says({ inputs: [header.inputs[0], header.inputs[0]] })).toBe('input "data" is listed twice');
  expect(says({ outputs: [header.outputs[0], header.outputs[0]] })).toBe('output "prob" is listed twice');
  expect(says({ steps: [bpu, { ...edge, outputs: ['data'] }, cpu] })).toBe(
    'step "fc_HzDequantize" writes "data", which is written before it',
  );
  expect(says({ steps: [{ ...bpu, outputs: ['fc', 'fc'] }, edge, cpu] })).toMatch(/writes "fc", which is written/);
});

it('holds inputs and outputs against the list of tensors', () => {
  const [output] = header.outputs;
  expect(says({ outputs: [{ ...output, dtype: 'int32' }] })).toBe(
    'output "prob" is int32[1x10], and the tensor float32[1x10]',
  );
  expect(says({ outputs: [{ ...output, shape: [10] }] })).toMatch(/output "prob" is float32\[10\]/);
  const input = (change: Partial<ArtifactInput>, shape = change.shape ?? header.inputs[0].shape, dtype = 'int8') =>
    says({
      inputs: [{ ...header.inputs[0], ...change }],
      tensors: { ...header.tensors, data: { dtype: dtype as 'int8', shape, layout: 'NCHW' } },
    });
  expect(input({}, [1, 3, 4, 8])).toBe(
    'input "data" is int8[1x3x4x4] for the first step, and the tensor int8[1x3x4x8]',
  );
  expect(input({}, undefined, 'uint8')).toMatch(/and the tensor uint8/);
  expect(input({ shape: [48] })).toMatch(/without a layout/);
  expect(input({ layout: 'none' })).toMatch(/without a layout/);
  expect(input({ shape: [1, 4, 4, 4] })).toBe('input "data" is nv12 with 4 channels');
  expect(input({ layout: 'NHWC' })).toBe('input "data" is nv12 with 4 channels');
  expect(input({ typeRt: 'gray' })).toBe('input "data" is gray with 3 channels');
  expect(input({ shape: [1, 3, 4, 0] })).toMatch(/without pixels/);
  expect(input({ shape: [1, 3, 5, 4] })).toMatch(/nv12 of an odd height/);
  expect(input({ shape: [1, 3, 5, 4], typeRt: 'rgb' })).toBeUndefined();
  expect(input({ dtype: 'int8' })).toBe('input "data" is a picture of int8');
  expect(input({ typeRt: 'featuremap', dtype: 'float32', shape: [7] }, [7], 'float32')).toBeUndefined();
});

it('says how many cores share an inference, where they are several', () => {
  const fits = (cores: unknown) => artifactHeaderSchema.safeParse({ ...header, cores }).success;
  expect([2, 16, undefined, 1, 0, 2.5, '2'].map(fits)).toEqual([true, true, true, false, false, false, false]);
});
