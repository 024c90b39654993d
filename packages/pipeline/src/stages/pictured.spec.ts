import { TRAINING_IMAGES, TENSOR_ORDERS } from '@openbpu/tensor';
import { chainOutcome } from '@openbpu/config';
import type { ResolvedInput } from '../resolve-inputs';
import { pictured, preprocessOnChain } from './pictured';

const INPUT: ResolvedInput = {
  name: 'x',
  dtype: 'float32',
  shape: [1, 3, 8, 10],
  typeTrain: 'bgr',
  layoutTrain: 'NCHW',
  typeRt: 'nv12',
  layoutRt: 'NHWC',
  layoutQuantised: 'NHWC',
  spaceAndRange: 'regular',
  source: 'pyramid',
};
const recipe = (preprocessOn: boolean) => ({
  calibration: { type: 'max', preprocessOn, perChannel: false, runOnCpu: [], runOnBpu: [], optimization: [] } as const,
});

it.each(TENSOR_ORDERS.flatMap((layoutTrain) => TRAINING_IMAGES.map((typeTrain) => [typeTrain, layoutTrain] as const)))(
  'makes %s in %s, 0 to 255, of the size of the input',
  (typeTrain, layoutTrain) => {
    const channels = typeTrain === 'gray' ? 1 : 3;
    const shape = layoutTrain === 'NCHW' ? [1, channels, 8, 10] : [1, 8, 10, channels];
    const chain = preprocessOnChain({ ...INPUT, typeTrain, layoutTrain, shape });
    expect(chainOutcome(chain)).toEqual({
      colour: typeTrain,
      layout: layoutTrain === 'NCHW' ? 'CHW' : 'HWC',
      low: 0,
      high: 255,
      height: 8,
      width: 10,
    });
    expect(chain.readMode).toBe('skimage');
    expect(chain.steps[0]).toMatchObject({ kind: 'Resize', mode: 'skimage' });
  },
);

it('leaves an input alone that has a chain, and all where the key is off', () => {
  expect(pictured([INPUT], recipe(false))).toEqual([INPUT]);
  const own = { ...INPUT, chain: { readMode: 'opencv', steps: [] } as const };
  expect(pictured([own, INPUT], recipe(true))).toEqual([own, { ...INPUT, chain: preprocessOnChain(INPUT) }]);
});
