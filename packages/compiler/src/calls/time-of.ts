import type { MachineFeatures } from '@openbpu/machine';
import { estimate } from '@openbpu/simulator';
import { link } from '../link';
import type { TiledCall } from '../tile-call';

/** What the machine's clock says of a call by itself, its dispatch included; bytes are those to and from DDR. */
export interface CallTime {
  readonly cycles: number;
  readonly bytes: number;
}

export function timeOf(call: TiledCall, features: MachineFeatures, cores?: number): CallTime {
  const program = link({
    name: '',
    features,
    cores,
    calls: [{ ...call, owners: [] }],
    selector: { owners: [], tensors: [] },
    entry: [],
    exit: [],
    constBytes: 0,
  });
  const { cycles, ddrLoadBytes, ddrStoreBytes } = estimate(program, features);
  return { cycles, bytes: ddrLoadBytes + ddrStoreBytes };
}
