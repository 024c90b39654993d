import { Desk } from './desk';

const PATIENCE = 120_000;
const M = 'calibrated_model.onnx calibration_data';

let desk: Desk;
beforeAll(async () => void (desk = await Desk.open()), PATIENCE);
afterAll(() => desk.close());

it.each([
  [`plot-acc-error ${M} -s none`, 'ANA', 'quantize_node'],
  [`plot-acc-error ${M} -q Conv_20 -s none`, 'ANA002', 'did you mean "Conv_0"?'],
  [`plot-acc-error ${M} -q [] -s none`, 'CLI090', '--quantize-node takes names'],
  [`plot-acc-error ${M} -q [[[Conv_2]]] -s none`, 'CLI090', '--quantize-node takes names'],
  [`plot-acc-error ${M} -q Conv_2 -m cosine -s none`, 'ANA003', 'cosine-similarity'],
  [`plot-acc-error ${M} -q Conv_2 -m [mse,mre] -s none`, 'CLI090', '--metric takes one word'],
  [`plot-distribution ${M} -s none`, 'CLI022', 'needs --nodes-list'],
  [`plot-distribution ${M} -n None -s none`, 'CLI090', '--nodes-list takes a name'],
  [`get-channelwise-data-distribution ${M} -n Conv_2 -s none`, 'ANA', 'Conv_2'],
  [`get-channelwise-data-distribution ${M} -n 317_HzCalibration -a 4 -s none`, 'ANA', '4'],
  [`get-channelwise-data-distribution ${M} -n 317_HzCalibration -a one -s none`, 'CLI092', '--axis'],
  [`get-sensitivity-of-nodes ${M} -d 5`, 'ANA005', 'there are 4'],
  [`get-sensitivity-of-nodes ${M} -n nodes`, 'ANA004', 'node, weight, activation'],
  [`get-sensitivity-of-nodes ${M} -nt node`, 'CLI021', 'has no flag --nt'],
  ['get-sensitivity-of-nodes calibrated_model.onnx', 'CLI055', 'needs MODEL_OR_FILE and CALIBRATION_DATA'],
  [`get-sensitivity-of-nodes ${M} more`, 'CLI025', 'does not know what to do with "more"'],
  ['get-sensitivity-of-nodes nothing.onnx calibration_data', 'GRD001', 'does not exist'],
  ['get-sensitivity-of-nodes guide.onnx calibration_data', 'ANA001', 'not written by a conversion'],
  ['get-sensitivity-of-nodes calibrated_model.onnx nothing', 'ANA009', 'dump_calibration_data'],
  [`explain ${M} -d 5 -s none`, 'ANA005', 'there are 4'],
  [`explain ${M} -o Conv_20 -s none`, 'ANA002', 'did you mean "Conv_0"?'],
  [`explain ${M} -o 317_HzCalibration -s none`, 'ANA007', '317_HzCalibration'],
  [`explain ${M} -p 0 -s none`, 'CLI092', 'a whole number from 1'],
  [`explain ${M} -p few -s none`, 'CLI092', '--places'],
  ['explain calibrated_model.onnx', 'CLI055', 'needs MODEL_OR_FILE and CALIBRATION_DATA'],
  [`runall ${M} -s calibrated_model.onnx/x -dn 1`, 'PIP', 'calibrated_model.onnx'],
  [`run-all ${M}`, 'CLI020', 'did you mean "runall"?'],
])('"%s" is %s, and writes nothing', async (line, code, words) => {
  const { code: exit, stdout, stderr } = await desk.run(line);
  expect({ exit, stdout }).toEqual({ exit: 1, stdout: '' });
  expect(stderr).toContain(`ERROR ${code}`);
  expect(stderr).toContain(words);
  expect(stderr).not.toMatch(/\n\s+at /);
  expect(desk.list('none')).toEqual([]);
});

it('tells mistakes as a document, too', async () => {
  const { code, stdout } = await desk.run(`plot-distribution ${M} -n Conv_20 --json`);
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ error: [{ code: 'ANA002', facts: { node: 'Conv_20' } }] });
});

it('says which file a shell has put in place of a list', () => {
  desk.put('globbed/s', '');
  const run = desk.typed(
    'cd globbed && hmct-debugger get-sensitivity-of-nodes ../calibrated_model.onnx ../calibration_data -m [mse]',
  );
  expect(run.code).toBe(1);
  expect(run.stderr).toContain('CLI093 error   --metrics is given "s"');
});

it.each([['--help'], ['-h'], ['help'], []])('lists its commands, and the way of the guide: %s', async (...argv) => {
  const { code, stdout } = await desk.words(...argv);
  expect(code).toBe(0);
  const places = [
    'get-sensitivity-of-nodes',
    'More than 4 %',
    '1.5 to 3 %',
    '0.99999, 0.99995, 0.9999',
    'explain calibrated',
  ];
  const at = places.map((words) => stdout.lastIndexOf(words));
  expect(at.every((place) => place >= 0)).toBe(true);
  expect(at.slice(1)).toEqual(at.slice(1).toSorted((a, b) => a - b));
});

it.each(['plot_acc_error -h', 'plot-acc-error --help', 'help plot-acc-error'])(
  'teaches a command: %s',
  async (line) => {
    const { code, stdout } = await desk.run(line);
    expect(code).toBe(0);
    expect(stdout).toContain('-nq,--non-quantize-node');
    expect(stdout).toContain("-q [['Conv_2'],['Conv_2','Conv_90']]");
    expect(stdout).not.toContain('More than 4 %');
  },
);
