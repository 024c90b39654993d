import { z } from '@openbpu/plugin-api';

const sizes = z.array(z.number().positive()).min(1);

/** What a node says of the head that it reads. */
export const yoloAttributes = z
  .strictObject({
    /** Pixels of the picture that a cell of each level covers, one a level. */
    strides: sizes,
    /** Widths and heights of the boxes of a cell, in pixels: the same number a level, one level after the other. */
    anchors: sizes,
    classes: z.number().int().min(1),
    /** Boxes of less than this (objectness times class) are left out. */
    score_threshold: z.number().min(0).max(1).default(0.25),
    /** Of two boxes of a class that overlap by more than this, the weaker one goes. */
    iou_threshold: z.number().min(0).max(1).default(0.45),
    /** Rows of the output. */
    max_boxes: z.number().int().min(1).max(10000).default(100),
  })
  .refine(({ strides, anchors }) => anchors.length % (2 * strides.length) === 0, {
    path: ['anchors'],
    message: 'are no pairs of the same number for every stride',
  });

export type YoloAttributes = z.infer<typeof yoloAttributes>;
