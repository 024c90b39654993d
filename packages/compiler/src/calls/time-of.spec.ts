import { cyclesOf, type Instruction } from '@openbpu/machine';
import { type Access } from '../buffer';
import { ConstantPool } from '../constant-pool';
import { buffer, requant, view } from '../divide/divide.fixture';
import { FEATURES } from '../features.fixture';
import { tileCall } from '../tile-call';
import { timeOf } from './time-of';

const [x, y] = [buffer('x', 4096), buffer('y', 4096)];

it('is what a call takes by itself, its dispatch included', () => {
  const call = tileCall([requant(x, y, 32, 128)], [x, y], new ConstantPool(32), {
    features: FEATURES,
    effort: { optimizeLevel: 'O0', compileMode: 'latency' },
  });
  if ('misfit' in call) throw new Error('it does not fit');
  const chip = view(buffer('t', 4096, 'sram'), 32, 128);
  const parts: readonly Instruction<Access>[] = [
    { kind: 'load', x: view(x, 32, 128), y: chip },
    { ...requant(x, y, 32, 128) },
    { kind: 'store', x: chip, y: view(y, 32, 128) },
  ];
  const cycles = parts.reduce((sum, part) => sum + cyclesOf(part, FEATURES), FEATURES.dispatchCycles);
  expect(timeOf(call, FEATURES)).toEqual({ cycles, bytes: 2 * 4096 });
});
