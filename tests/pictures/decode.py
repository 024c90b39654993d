"""Decodes the pictures that are named on the command line with OpenCV; writes height, width and R, G, B bytes of each."""
import struct
import sys

import cv2

for name in sys.argv[1:]:
    rgb = cv2.imread(name)[..., ::-1]
    sys.stdout.buffer.write(struct.pack("<II", *rgb.shape[:2]) + rgb.tobytes())
