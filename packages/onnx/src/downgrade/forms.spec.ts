import { float32, int64 } from '@openbpu/tensor';
import { floatAttribute, intAttribute, intsAttribute, stringAttribute } from '../proto/attribute';
import { lowered } from './downgrade.fixture';

it.each([
  ['ArgMax', intAttribute('select_last_index', 0)],
  ['AveragePool', intsAttribute('dilations', [1, 1])],
  ['BatchNormalization', intAttribute('training_mode', 0)],
  ['Cast', intAttribute('saturate', 1)],
  ['GatherND', intAttribute('batch_dims', 0)],
  ['LSTM', intAttribute('layout', 0)],
  ['Reshape', intAttribute('allowzero', 0)],
  ['RoiAlign', stringAttribute('coordinate_transformation_mode', 'output_half_pixel')],
  ['ScatterND', stringAttribute('reduction', 'none')],
])('leaves out of %s what says nothing new', (opType, attribute) => {
  const attributes = [attribute, floatAttribute('kept', 2)];
  expect(lowered({ opType, inputs: [[2, 2]], attributes })).toEqual([`y = ${opType}(x0) {"kept":2}`]);
});

it.each([
  ['AveragePool', intsAttribute('dilations', [1, 2]), 'dilations \\[1,2\\]'],
  ['GatherND', intAttribute('batch_dims', 1), 'batch_dims 1'],
  ['LSTM', intAttribute('layout', 1), 'layout 1'],
  ['Reshape', intAttribute('allowzero', 1), 'allowzero 1'],
  ['RoiAlign', stringAttribute('coordinate_transformation_mode', 'half_pixel'), 'half_pixel'],
  ['ScatterND', stringAttribute('reduction', 'add'), 'reduction "add"'],
])('refuses what %s could not say', (opType, attribute, what) => {
  expect(() => lowered({ opType, inputs: [[2, 2]], attributes: [attribute] })).toThrow(new RegExp(`ONX012 .*${what}`));
});

const resize = (inputs: Parameters<typeof lowered>[0]['inputs'], ...attributes: ReturnType<typeof intAttribute>[]) =>
  lowered({ opType: 'Resize', inputs, attributes });
const SIZES = int64([4], [1, 1, 4, 4]);
const IMAGE = [1, 1, 2, 2];

it('gives Resize its empty regions and scales', () => {
  expect(resize([IMAGE, '', '', SIZES])).toEqual(['y = Resize(x0,[],[],[1,1,4,4]) {}']);
  expect(resize([IMAGE, '', float32([4], [1, 1, 2, 2])])).toEqual(['y = Resize(x0,[],[1,1,2,2]) {}']);
});

it('leaves out what Resize says of later sets where it changes nothing, and refuses the rest', () => {
  const given = [intAttribute('antialias', 0), stringAttribute('keep_aspect_ratio_policy', 'stretch')];
  expect(resize([IMAGE, '', '', SIZES], ...given, intsAttribute('axes', [0, 1, 2, 3]))).toEqual([
    'y = Resize(x0,[],[],[1,1,4,4]) {}',
  ]);
  expect(resize([IMAGE, '', '', SIZES], intsAttribute('axes', [-4, -3, 2, 3]))).toHaveLength(1);
  for (const [attribute, what] of [
    [intAttribute('antialias', 1), /antialias/],
    [stringAttribute('keep_aspect_ratio_policy', 'not_larger'), /not_larger/],
    [stringAttribute('coordinate_transformation_mode', 'half_pixel_symmetric'), /half_pixel_symmetric/],
    [intsAttribute('axes', [2, 3]), /sizes of some axes/],
    [intsAttribute('axes', [0, 1, 3, 2]), /in another order/],
    [intsAttribute('axes', []), /sizes of some axes/],
  ] as const)
    expect(() => resize([IMAGE, '', '', SIZES], attribute)).toThrow(what);
  expect(resize([IMAGE, '', '', SIZES], stringAttribute('coordinate_transformation_mode', 'asymmetric'))).toHaveLength(
    1,
  );
});
