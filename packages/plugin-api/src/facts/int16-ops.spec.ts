import { standardOps } from '@openbpu/ops';
import { int16Ops } from './int16-ops';

it('takes what a march lists, what it leaves open and what is ours, and nothing that computes in int8 alone', () => {
  expect(
    int16Ops(
      {
        Conv: { class: 'bpu', defaultDevice: 'bpu', mechanism: 'native', dtypes: ['int8', 'int16'] },
        Erf: { class: 'bpu', defaultDevice: 'bpu', mechanism: 'native', dtypes: ['int8', 'int16'] },
        Resize: { class: 'bpu', defaultDevice: 'bpu', mechanism: 'native', dtypes: ['int8'], int16: 'unstated' },
        Relu: { class: 'bpu', defaultDevice: 'bpu', mechanism: 'native' },
        PRelu: { class: 'bpu', defaultDevice: 'bpu', mechanism: 'native', dtypes: ['int8'] },
        Transpose: { class: 'cpu', defaultDevice: 'cpu' },
      },
      standardOps().ops,
    ),
  ).toEqual({
    Conv: 'listed',
    Erf: 'listed',
    Gelu: 'listed',
    Resize: 'unstated',
    Relu: 'unstated',
    HzPreprocess: 'unstated',
  });
});
