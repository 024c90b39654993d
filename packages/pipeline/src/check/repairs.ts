/** The repair that writes a model in the operators of set 11; without it, it is of set 17 or later. */
export const TO_OPSET_11 = 'to-opset-11';
