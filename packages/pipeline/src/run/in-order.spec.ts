import { setTimeout as pause } from 'node:timers/promises';
import { inOrder } from './in-order';

const DELAYS = [9, 1, 5, 0, 7, 2, 0, 3];

it.each([1, 2, 3, 20])('hands results over in order from %d seats, and uses no seat twice at once', async (seats) => {
  const busy = new Set<number>();
  let most = 0;
  const taken: number[] = [];
  const tasks = DELAYS.map((delay, i) => async (seat: number) => {
    expect(busy.has(seat)).toBe(false);
    busy.add(seat);
    most = Math.max(most, busy.size);
    await pause(delay);
    busy.delete(seat);
    return i;
  });
  await inOrder(tasks, seats, (i) => taken.push(i));
  expect(taken).toEqual(DELAYS.map((_, i) => i));
  expect(most).toBe(Math.min(seats, DELAYS.length));
});

it('begins nothing after a failure, and waits for what runs', async () => {
  const ended: number[] = [];
  let begun = 0;
  const tasks = DELAYS.map((_, i) => async () => {
    begun++;
    await pause(i === 1 ? 0 : 10);
    if (i === 1) throw new Error('task 1');
    ended.push(i);
  });
  await expect(inOrder(tasks, 2, () => {})).rejects.toThrow('task 1');
  expect([begun, ended]).toEqual([2, [0]]);
});

it('has nothing to do without tasks', async () => {
  await expect(inOrder([], 2, () => {})).resolves.toBeUndefined();
});
