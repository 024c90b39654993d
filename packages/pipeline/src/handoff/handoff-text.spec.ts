import { handoffLines, handoffPage } from './handoff-text';

const handoff = {
  method: 'equalised,kl,rounded',
  rounded: 3,
  corrected: 0,
  leftOut: 0,
  equalised: 16,
  samples: 8,
  learned: 0.99,
  converted: 0.9875,
  files: [],
};
const handed = {
  handoff,
  own: { method: 'max,refined', cosine: 0.995 },
  model: 'net_handoff.onnx',
  recipe: 'net_handoff.yaml',
  quantised: 'net_handoff_quantized_model.onnx',
  folder: 'given',
  march: 'bayes-e',
};

it('tells the three figures, and what a lead of the conversion itself is', () => {
  const [where, figures] = handoffLines(handed);
  expect(where).toBe('The handoff goes to given: calibrated by equalised,kl,rounded.');
  expect(figures).toMatch(
    /8 samples: 0\.990000 as learned, 0\.987500 converted again.* has 0\.995000 \(max,refined\): /,
  );
  expect(figures).toMatch(/cannot be said in a float model and a recipe\.$/);
  const [, without] = handoffLines({ ...handed, own: { method: 'kl', cosine: 0.5 } });
  expect(without).toMatch(/has 0\.500000 \(kl\)\.$/);
  expect(handoffLines({ ...handed, own: { method: 'kl', cosine: null } })[1]).toMatch(/has no number \(kl\)\.$/);
});

it('says what was changed, and nothing of what was not', () => {
  const page = handoffPage(handed);
  expect(page).toContain('Scales of 16 channels are moved');
  expect(page).toContain('Weights of 3 convolutions');
  expect(page).not.toMatch(/Biases of|have no place/);
  const other = handoffPage({ ...handed, handoff: { ...handoff, rounded: 0, equalised: 0, corrected: 2, leftOut: 1 } });
  expect(other).not.toMatch(/Scales of|Weights of/);
  expect(other).toMatch(/Biases of 2 convolutions[^]*1 such changes have no place/);
  expect(page).toContain('hb_mapper makertbin --config net_handoff.yaml --model-type onnx');
});
