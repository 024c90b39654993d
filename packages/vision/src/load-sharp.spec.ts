import type * as Vision from './index';
import type * as Loader from './load-sharp';

it('is not loaded by importing the package, only by the first use', () => {
  let loads = 0;
  jest.isolateModules(() => {
    jest.doMock('sharp', () => {
      loads++;
      return () => undefined;
    });
    const vision = jest.requireActual<typeof Vision>('./index');
    expect(typeof vision.readImage).toBe('function');
    expect(loads).toBe(0);
    jest.requireActual<typeof Loader>('./load-sharp').loadSharp();
    expect(loads).toBe(1);
  });
  jest.dontMock('sharp');
});
