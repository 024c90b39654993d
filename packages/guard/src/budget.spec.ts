import { DEFAULT_BUDGET, Meter, budgetTimes } from './budget';

it('is spent to the last unit and no further', () => {
  const meter = new Meter({ ...DEFAULT_BUDGET, work: 10, bytes: 3 });
  meter.spend('work', 4, 'a');
  meter.spend('work', 6, 'a');
  expect(() => meter.spend('work', 1, 'program "p"')).toThrow(
    /GRD004 .*program "p" asks for 11 units of work, and is given 10[^]*--budget 3/,
  );
  meter.spend('bytes', 3, 'a');
  expect(() => meter.spend('bytes', 1, 'a')).toThrow(/4 bytes of memory, and is given 3/);
});

it('takes nothing that is no number, and keeps what was refused', () => {
  const meter = new Meter();
  expect(() => meter.spend('work', NaN, 'a')).toThrow(/GRD004/);
  expect(() => meter.spend('work', Infinity, 'a')).toThrow(/--budget 10/);
  meter.spend('work', DEFAULT_BUDGET.work, 'a');
});

it('grows in all its parts: what the hint asks for is enough', () => {
  expect(budgetTimes(2)).toEqual({ work: 2 ** 41, bytes: 1536 * 2 ** 20, seconds: 1200, loopSeconds: 8 });
  new Meter(budgetTimes(Number(/--budget (\d+)/.exec(hintOf(DEFAULT_BUDGET.work * 7))?.[1]))).spend(
    'work',
    DEFAULT_BUDGET.work * 7,
    'a',
  );
});

function hintOf(work: number): string {
  try {
    new Meter().spend('work', work, 'a');
  } catch (error) {
    return String(error);
  }
  return '';
}
