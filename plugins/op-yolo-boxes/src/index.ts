export { yoloBoxes as default, yoloBoxes } from './yolo-boxes';
