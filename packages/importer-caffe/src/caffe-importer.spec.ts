import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { CollectingSink, DiagnosticError } from '@openbpu/diagnostics';
import { Identity, standardOps } from '@openbpu/ops';
import { type Tensor, decodeNpy, sameShape, toNumbers } from '@openbpu/tensor';
import { CaffeImporter } from './caffe-importer';
import { caffemodel } from './caffemodel.fixture';
import { evaluate } from './import-text.fixture';

const NET =
  'input: "x" input_shape { dim: 10 dim: 1 dim: 1 dim: 1 }\n' +
  'layer { name: "ip" type: "InnerProduct" bottom: "x" top: "y" inner_product_param { ' +
  'num_output: 2 bias_term: false } }';
const MODEL = caffemodel({ ip: [{ shape: [2, 1], data: [3, 4] }], loss: [] });

async function convert(
  prototxt: string,
  model: string,
  options: { shapes?: ReadonlyMap<string, readonly number[]>; importer?: CaffeImporter } = {},
) {
  const sink = new CollectingSink();
  const importer = options.importer ?? new CaffeImporter();
  const raw = await importer.match({
    kind: 'caffe',
    prototxt,
    caffemodel: model,
    ...(options.shapes ? { inputShapes: options.shapes } : {}),
  });
  return { graph: await importer.translate(raw!, standardOps(), sink), heard: sink.diagnostics };
}

describe('CaffeImporter', () => {
  let folder: string;
  const file = (name: string, content: string | Uint8Array) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'caffe-'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('leaves other formats to others', async () => {
    expect(await new CaffeImporter().match({ kind: 'onnx', model: 'x.onnx' })).toBeUndefined();
  });

  it('reads both files and notes what the caffemodel has too much', async () => {
    const { graph, heard } = await convert(file('tiny.prototxt', NET), file('tiny.caffemodel', MODEL));
    expect([graph.name, graph.nodes.map((node) => node.id)]).toEqual(['tiny', ['ip_flatten', 'ip']]);
    expect(heard.map(({ code, severity }) => `${code} ${severity}`)).toEqual(['CAF008 note', 'CAF007 note']);
    expect(heard[1].facts).toMatchObject({ layers: ['loss'] });
  });

  it('takes input shapes over declared ones', async () => {
    const { graph, heard } = await convert(file('tiny.prototxt', NET), file('tiny.caffemodel', MODEL), {
      shapes: new Map([['x', [1, 1, 1, 1]]]),
    });
    expect(graph.value('y').type.shape).toEqual([1, 2]);
    expect(heard.map(({ code }) => code)).toEqual(['CAF007']);
  });

  it('takes rules for further layers', async () => {
    const importer = new CaffeImporter([
      { types: ['Mirror'], translate: (site) => site.finish(Identity, [site.only]) },
    ]);
    const { graph } = await convert(
      file('m.prototxt', 'input: "x" input_shape { dim: 1 } layer { name: "m" type: "Mirror" bottom: "x" top: "y" }'),
      file('m.caffemodel', MODEL),
      { importer },
    );
    expect(graph.nodes.map((node) => node.op.name)).toEqual(['Identity']);
  });

  it('imports what needs no weights without a caffemodel, and says so where weights are needed', async () => {
    const net = file(
      'r.prototxt',
      'input: "x" input_shape { dim: 1 } layer { name: "r" type: "ReLU" bottom: "x" top: "y" }',
    );
    expect((await convert(net, '')).graph.outputs).toEqual(['y']);
    await expect(convert(file('tiny.prototxt', NET), '')).rejects.toThrow('CAF013');
  });

  it('answers files that are missing, folders, and files that are swapped with diagnostics', async () => {
    const text = file('tiny.prototxt', NET);
    const model = file('tiny.caffemodel', MODEL);
    await expect(convert(join(folder, 'none.prototxt'), model)).rejects.toThrow(
      /GRD001 error .*none\.prototxt: prototxt ".*none\.prototxt" does not exist/,
    );
    await expect(convert(text, folder)).rejects.toThrow(/GRD002 .*caffemodel ".*" cannot be read: it is a folder/);
    await expect(convert(model, text)).rejects.toThrow(DiagnosticError);
    await expect(convert(text, text)).rejects.toThrow('CAF012');
  });
});

const data = process.env.OPENBPU_DATA ?? resolve(__dirname, '../../../../shared/data');
const present = existsSync(join(data, 'golden'));
const why = present ? '' : ` (skipped: no test data at ${basename(dirname(data))}/${basename(data)}; set OPENBPU_DATA)`;

interface Meta {
  readonly model: string;
  readonly input_name: string;
  readonly input_shape: readonly number[];
  readonly cases: readonly {
    readonly input: string;
    readonly outputs: Readonly<Record<string, { readonly file: string }>>;
  }[];
}

(present ? describe : describe.skip)(`published networks${why}`, () => {
  const golden = (net: string, name: string): Tensor =>
    decodeNpy(Uint8Array.from(gunzipSync(readFileSync(join(data, 'golden', net, name)))));

  async function load(net: string) {
    const meta = JSON.parse(readFileSync(join(data, 'golden', net, 'meta.json'), 'utf8')) as Meta;
    const [prototxt, model] = meta.model.split(' + ');
    const path = join(data, prototxt);
    return {
      meta,
      ...(await convert(path, join(dirname(path), model), { shapes: new Map([[meta.input_name, meta.input_shape]]) })),
    };
  }

  it.each([
    ['mtcnn_det1', 3],
    ['mtcnn_det2', 3],
    ['ultraface_RFB-320_caffe', 1],
    ['squeezenet_v1.1', 1],
  ])('%s gives the outputs of an independent engine', async (net, cases) => {
    const { meta, graph, heard } = await load(net);
    expect(heard.filter(({ severity }) => severity !== 'note')).toEqual([]);
    expect([...graph.outputs].sort()).toEqual(Object.keys(meta.cases[0].outputs).sort());
    for (const { input, outputs } of meta.cases.slice(0, cases)) {
      const values = evaluate(graph, new Map([[meta.input_name, golden(net, input)]]));
      for (const [name, { file }] of Object.entries(outputs)) {
        const expected = golden(net, file);
        const found = values.get(name)!;
        expect(sameShape(found.shape, expected.shape)).toBe(true);
        expect(relativeError(found, expected)).toBeLessThan(1e-4);
      }
    }
  });

  it('mobilenet_v1 has a node per layer and clips to 0..6', async () => {
    const { graph, heard } = await load('mobilenet_v1');
    expect(heard).toEqual([]);
    expect(graph.nodes.filter((node) => node.op.name === 'Clip')).toHaveLength(27);
    expect(graph.outputs).toEqual(['prob']);
  });

  it('keeps the declared batch of squeezenet with a note', async () => {
    const folder = join(data, 'models/squeezenet_v1.1');
    const { graph, heard } = await convert(join(folder, 'deploy.prototxt'), join(folder, 'squeezenet_v1.1.caffemodel'));
    expect(graph.value('data').type.shape).toEqual([10, 3, 227, 227]);
    expect(heard.map(({ code }) => code)).toEqual(['CAF008']);
  });

  it.each(['mobilenet_v1_deploy', 'mobilenet_v2_deploy'])('%s, which has no weights, asks for them', async (net) => {
    await expect(convert(join(data, 'models/prototxt-only', `${net}.prototxt`), '')).rejects.toThrow(
      /CAF013 error .*layer "conv1" \(Convolution\) needs weights, and no caffemodel was given/,
    );
  });

  it('answers a truncated caffemodel with a diagnostic', async () => {
    const path = join(data, 'models/mtcnn/det1.prototxt');
    const bytes = readFileSync(join(data, 'models/mtcnn/det1.caffemodel'));
    const importer = new CaffeImporter();
    for (let length = 0; length < bytes.length; length += 997) {
      const raw = {
        prototxt: path,
        text: readFileSync(path, 'utf8'),
        caffemodel: 'cut.caffemodel',
        model: Uint8Array.from(bytes.subarray(0, length)),
      };
      await expect(importer.translate(raw, standardOps(), new CollectingSink())).rejects.toThrow(DiagnosticError);
    }
  });
});

/** Largest absolute difference, relative to the largest magnitude expected; NaN counts as infinite. */
function relativeError(found: Tensor, expected: Tensor): number {
  const a = toNumbers(found);
  const b = toNumbers(expected);
  const error = b.reduce(
    (worst, value, i) =>
      Math.abs(a[i] - value) <= worst ? worst : Number.isNaN(a[i]) ? Infinity : Math.abs(a[i] - value),
    0,
  );
  return error / b.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
}
