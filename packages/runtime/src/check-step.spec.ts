import { type ArtifactHeader, readArtifact } from '@openbpu/artifact';
import { decodeModel, encodeModel } from '@openbpu/onnx';
import { BinExecutor } from './bin-executor';
import { Lane } from './lane/lane';
import { tinyBin } from './tiny-bin.fixture';

const lane = new Lane();
afterAll(() => lane.close());

const open = async (changes: Partial<ArtifactHeader>, sections: Readonly<Record<string, Uint8Array>> = {}) =>
  BinExecutor.open(await readArtifact(tinyBin(changes, { sections })), lane);

async function opened() {
  const { header, section } = await readArtifact(tinyBin());
  const [bpu, edge] = header.steps;
  return { header, bpu, edge, fragment: decodeModel(await section('fragment')) };
}

it('wants as many sections as a step is made of', async () => {
  const { bpu, edge } = await opened();
  await expect(open({ steps: [{ ...bpu, sections: ['program'] }, edge] })).rejects.toThrow(
    /RUN010 .*a bpu step is made of 2 sections, and it names 1/,
  );
  await expect(open({ steps: [bpu, { ...edge, sections: [] }] })).rejects.toThrow(/made of 1 sections, and it names 0/);
});

it('holds a program against the header', async () => {
  const { header, bpu, edge } = await opened();
  const { tensors } = header;
  await expect(open({ march: 'bernoulli2' })).rejects.toThrow(
    /its program is for bayes-e, and the .bin for bernoulli2/,
  );
  await expect(open({ cores: 2 })).rejects.toThrow(/its program is for 1 core, and the .bin for 2/);
  await expect(open({ steps: [{ ...bpu, inputs: [] }, edge] })).rejects.toThrow(/it reads nothing, and it reads "x"/);
  await expect(
    open({ steps: [{ ...bpu, outputs: ['q', 'r'] }, edge], tensors: { ...tensors, r: tensors.q } }),
  ).rejects.toThrow(/it writes "q", "r", and it writes "q"/);
  await expect(open({ tensors: { ...tensors, q: { ...tensors.q, dtype: 'int16' } } })).rejects.toThrow(
    /"q" is int8\[1x1x2x2\] there, and int16\[1x1x2x2\] in the header/,
  );
});

it('holds a fragment against the header, and lets it read no file', async () => {
  const { header, fragment } = await opened();
  const wide = { dtype: 'float32', shape: [1, 1, 2, 3], layout: 'NCHW' } as const;
  await expect(open({ outputs: [{ name: 'y', ...wide }], tensors: { ...header.tensors, y: wide } })).rejects.toThrow(
    /"y" is float32\[1x1x2x2\] there, and float32\[1x1x2x3\] in the header/,
  );
  await expect(open({}, { fragment: Uint8Array.of(255) })).rejects.toThrow(/RUN010 .*"d"/);
  const [first, ...rest] = fragment.graph.initializer;
  const outside = { ...first, dataLocation: 1, externalData: [{ key: 'location', value: 'w' }] };
  const graph = { ...fragment.graph, initializer: [outside, ...rest] };
  await expect(open({}, { fragment: encodeModel({ ...fragment, graph }) })).rejects.toThrow(/lies in another file/);
});

it('refuses tensors that no budget holds', async () => {
  const { header } = await opened();
  const huge = { dtype: 'float32', shape: [2 ** 20, 2 ** 20], layout: 'none' } as const;
  await expect(open({ tensors: { ...header.tensors, huge } })).rejects.toThrow(/GRD004 .*tensor "huge"/);
});
