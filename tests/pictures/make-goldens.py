"""Draws the pictures of goldens/ and computes, with OpenCV and scikit-image, what every chain of chains.json gives.

Independent of the project: nothing is read but chains.json. Run with the Python of the system:

    apt-get install -y python3-opencv python3-skimage
    /usr/bin/python3 tests/pictures/make-goldens.py
"""
import json
from pathlib import Path

import cv2
import numpy as np
import skimage
import skimage.io
import skimage.transform

FOLDER = Path(__file__).parent / "goldens"


def draw():
    """Waves, a hard edge and dots; noise; a line of one pixel's height. All of small whole numbers."""
    y, x = np.mgrid[0:37, 0:58]
    wide = np.stack([(x * 4 + y) % 256, (np.sin(x / 5) * 100 + y * 3 + 100) % 256, (x > 20) * 255 - (y % 7 == 0) * 90], -1)
    y, x = np.mgrid[0:43, 0:25]
    tall = np.stack([(x * y) % 256, y * 5, 255 - x * 9], -1)
    noise = np.random.default_rng(7).integers(0, 256, (31, 40, 3))
    line = np.random.default_rng(8).integers(0, 256, (1, 9, 3))
    pictures = {"wide": wide, "tall": tall, "noise": noise, "line": line}
    for name, rgb in pictures.items():
        cv2.imwrite(str(FOLDER / f"{name}.png"), np.clip(rgb, 0, 255).astype(np.uint8)[..., ::-1])


def read(path, mode):
    if mode == "opencv":
        return cv2.imread(str(path))
    return skimage.img_as_float(skimage.io.imread(str(path)))


def resized(image, height, width, step):
    flag = getattr(cv2, step.get("interpolation", "INTER_LINEAR"))
    return cv2.resize(image, (width, height), interpolation=flag)


def channels(step, image, chw):
    values = np.array(step["values"], np.float32)
    return values.reshape(-1, 1, 1) if chw else values


def carry_out(step, image, chw):
    """One step on an image of height, width, channels, or channels first, as the picture lies by then."""
    kind = step["kind"]
    if kind == "Layout":
        return image.transpose(2, 0, 1) if step["to"] == "CHW" else image.transpose(1, 2, 0)
    if kind == "Mean":
        return image.astype(np.float32) - channels(step, image, chw)
    if kind == "Scale":
        return image.astype(np.float32) * channels(step, image, chw)
    if chw:
        return carry_out(step, image.transpose(1, 2, 0), False).transpose(2, 0, 1)
    height, width = image.shape[:2]
    if kind == "ShortSideResize":
        short = step["shortSide"]
        size = (height * short // width, short) if width < height else (short, width * short // height)
        return resized(image, *size, step)
    if kind == "Resize":
        if step["mode"] == "skimage":
            return skimage.transform.resize(image, (step["height"], step["width"]), preserve_range=True)
        return resized(image, step["height"], step["width"], step)
    if kind == "PadResize":
        factor = min(step["height"] / height, step["width"] / width)
        inner = (max(1, int(height * factor + 1e-9)), max(1, int(width * factor + 1e-9)))
        rest = (step["height"] - inner[0], step["width"] - inner[1])
        before = (rest[0] // 2, rest[1] // 2) if step["position"] == "boundary" else (0, 0)
        pads = [(b, r - b) for b, r in zip(before, rest)] + [(0, 0)]
        return np.pad(resized(image, *inner, step), pads, constant_values=step["padValue"])
    if kind == "CenterCrop":
        top, left = (height - step["height"]) // 2, (width - step["width"]) // 2
        return image[top : top + step["height"], left : left + step["width"]]
    if kind == "Colour":
        rgb = image if step["from"] == "rgb" else image[..., ::-1]
        if step["to"] == "rgb":
            return rgb
        if step["to"] == "bgr":
            return rgb[..., ::-1]
        if step["to"] == "gray":
            if image.dtype == np.uint8:
                return cv2.cvtColor(np.ascontiguousarray(rgb), cv2.COLOR_RGB2GRAY)[..., None]
            return (rgb @ np.array([0.299, 0.587, 0.114]))[..., None]
        # The full-range transform of JPEG, which OpenCV calls YCrCb; of reals 0..1 its zero of chroma is 0.5.
        if image.dtype == np.uint8:
            return cv2.cvtColor(np.ascontiguousarray(rgb), cv2.COLOR_RGB2YCrCb)[..., [0, 2, 1]]
        unit = np.ascontiguousarray(rgb, np.float32) / 255
        return cv2.cvtColor(unit, cv2.COLOR_RGB2YCrCb)[..., [0, 2, 1]] * 255 + [0, 0.5, 0.5]
    raise ValueError(kind)


def run(picture, chain):
    image, chw = read(FOLDER / f"{picture}.png", chain["readMode"]), False
    for step in chain["steps"]:
        image = carry_out(step, image, chw)
        if step["kind"] == "Layout":
            chw = step["to"] == "CHW"
    return np.ascontiguousarray(image[None], np.float32)


if __name__ == "__main__":
    draw()
    for case in json.loads((FOLDER / "chains.json").read_text()):
        np.save(FOLDER / f"{case['name']}.npy", run(case["picture"], case["chain"]))
    print(f"OpenCV {cv2.__version__}, scikit-image {skimage.__version__}, numpy {np.__version__}")
