import { onInterrupt } from './on-interrupt';

it('clears up, then ends, once', () => {
  const told: string[] = [];
  const before = process.listenerCount('SIGTERM');
  onInterrupt(
    (signal) => told.push(`act ${signal}`),
    (signal) => told.push(`end ${signal}`),
  );
  process.emit('SIGTERM', 'SIGTERM');
  expect(told).toEqual(['act SIGTERM', 'end SIGTERM']);
  expect(process.listenerCount('SIGTERM')).toBe(before);
});

it('hears nothing any more once it is stopped', () => {
  const before = ['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => process.listenerCount(signal));
  onInterrupt(
    () => {},
    () => {},
  )();
  expect(['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => process.listenerCount(signal))).toEqual(before);
});
