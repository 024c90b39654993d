import type { MarchRules } from '@openbpu/plugin-api';

const NO_INT16 = 'its nodes compute in int8 only; use run_on_cpu and run_on_bpu to place them';

/** What a recipe for the RDK X3 may not say. */
export const recipe: MarchRules = {
  march: 'bernoulli2',
  board: 'RDK X3',
  keys: [
    { key: 'node_info', verdict: 'refused', because: NO_INT16 },
    { key: 'set_node_data_type', verdict: 'refused', because: NO_INT16 },
  ],
  coreNum: [1, 2],
  int16Output: false,
  quantisedLayout: 'NHWC',
  layerMap: true,
  refusedInputs: [{ typeRt: 'yuv444', layoutRt: 'NCHW', because: 'use NHWC' }],
};
