"""Decodes outputs of yolox_nano without any code of this project, and counts F1 against the boxes of coco64.

    /usr/bin/python3 tests/answers/check/yolox.py DATA FOLDER

DATA is the folder of test data. FOLDER holds <picture>_float_output.npy and <picture>_int8_output.npy, as
`node tests/answers/dist/run.js --net yolox_nano --dump FOLDER` writes them. Prints JSON: by picture the boxes of both
(class, score, left, top, right, bottom in parts of the picture), and F1 of both over all pictures.
"""
import glob
import json
import os
import sys

import cv2
import numpy as np

SIDE, SCORE, SUPPRESS, MATCH = 416, 0.3, 0.45, 0.5


def grid_and_strides():
    grids, strides = [], []
    for stride in (8, 16, 32):
        n = SIDE // stride
        xv, yv = np.meshgrid(np.arange(n), np.arange(n))
        grids.append(np.stack((xv, yv), 2).reshape(-1, 2))
        strides.append(np.full((n * n, 1), stride))
    return np.concatenate(grids).astype(np.float64), np.concatenate(strides).astype(np.float64)


def decode(output, width, height):
    """[1, 3549, 85] to a list of [class, score, left, top, right, bottom], best first."""
    grid, stride = grid_and_strides()
    raw = output[0].astype(np.float64)
    centre, side = (raw[:, :2] + grid) * stride, np.exp(raw[:, 2:4]) * stride
    scores = raw[:, 4:5] * raw[:, 5:]
    best = scores.argmax(1)
    score = scores.max(1)
    kept = score >= SCORE
    centre, side, best, score = centre[kept], side[kept], best[kept], score[kept]
    found = []
    for label in np.unique(best):
        of = np.flatnonzero(best == label)
        rects = np.concatenate((centre[of] - side[of] / 2, side[of]), 1)
        for i in np.asarray(cv2.dnn.NMSBoxes(rects.tolist(), score[of].tolist(), SCORE, SUPPRESS)).reshape(-1):
            x, y, w, h = rects[i]
            found.append([int(label), float(score[of[i]]), x, y, x + w, y + h])
    ratio = min(SIDE / width, SIDE / height)
    inner = np.array([max(1, int(width * ratio + 1e-9)), max(1, int(height * ratio + 1e-9))] * 2)
    for box in found:
        box[2:] = np.clip(np.array(box[2:]) / inner, 0, 1).tolist()
    return sorted(found, key=lambda box: -box[1])


def truth(file):
    boxes = []
    for line in open(file):
        if line.strip():
            label, x, y, w, h = map(float, line.split())
            boxes.append([int(label), 1.0, x - w / 2, y - h / 2, x + w / 2, y + h / 2])
    return boxes


def iou(a, b):
    w = min(a[4], b[4]) - max(a[2], b[2])
    h = min(a[5], b[5]) - max(a[3], b[3])
    if w <= 0 or h <= 0:
        return 0.0
    areas = (a[4] - a[2]) * (a[5] - a[3]) + (b[4] - b[2]) * (b[5] - b[3])
    return w * h / (areas - w * h)


def hits(found, wanted):
    left, count = list(wanted), 0
    for box in found:
        same = [(iou(box, other), i) for i, other in enumerate(left) if other[0] == box[0]]
        most, at = max(same, key=lambda pair: pair[0], default=(0, -1))
        if most >= MATCH:
            left.pop(at)
            count += 1
    return count


def main(data, folder):
    pictures, totals = {}, {"float": [0, 0], "int8": [0, 0]}
    for file in sorted(glob.glob(os.path.join(folder, "*_float_output.npy"))):
        name = os.path.basename(file)[: -len("_float_output.npy")]
        height, width = cv2.imread(os.path.join(data, "images/coco64/images", name + ".jpg")).shape[:2]
        wanted = truth(os.path.join(data, "images/coco64/boxes", name + ".txt"))
        pictures[name] = {}
        for kind, total in totals.items():
            found = decode(np.load(os.path.join(folder, f"{name}_{kind}_output.npy")), width, height)
            pictures[name][kind] = found
            total[0] += 2 * hits(found, wanted)
            total[1] += len(found) + len(wanted)
    f1 = {kind: right / of for kind, (right, of) in totals.items()}
    print(json.dumps({"pictures": pictures, "totals": totals, "f1": f1, "drop": 100 * (f1["float"] - f1["int8"])}))


if __name__ == "__main__":
    main(*sys.argv[1:])
