"""MobileNetV4: `python3 tools/latency/export/mobilenetv4.py FOLDER [NETWORK ...]`."""
from torch import nn

from blocks import main, normed

# First depthwise kernel or 0, second or 0, expansion, channels, stride.
SMALL = (
    (5, 5, 3, 96, 2),
    *((0, 3, 2, 96, 1),) * 4,
    (3, 0, 4, 96, 1),
    (3, 3, 6, 128, 2),
    (5, 5, 4, 128, 1),
    (0, 5, 4, 128, 1),
    (0, 5, 3, 128, 1),
    *((0, 3, 4, 128, 1),) * 2,
)
MEDIUM = (
    (3, 5, 4, 80, 2),
    (3, 3, 2, 80, 1),
    (3, 5, 6, 160, 2),
    *((3, 3, 4, 160, 1),) * 2,
    (3, 5, 4, 160, 1),
    (3, 3, 4, 160, 1),
    (3, 0, 4, 160, 1),
    (0, 0, 2, 160, 1),
    (3, 0, 4, 160, 1),
    (5, 5, 6, 256, 2),
    (5, 5, 4, 256, 1),
    *((3, 5, 4, 256, 1),) * 2,
    (0, 0, 4, 256, 1),
    (3, 0, 4, 256, 1),
    (3, 5, 2, 256, 1),
    (5, 5, 4, 256, 1),
    *((0, 0, 4, 256, 1),) * 2,
    (5, 0, 2, 256, 1),
)


def active(*how):
    return nn.Sequential(normed(*how), nn.ReLU())


class Universal(nn.Module):
    """Inverted bottleneck with a depthwise convolution before the expansion, behind it, both or none."""

    def __init__(self, i, before, middle, expand, o, s):
        super().__init__()
        inner = expand * i
        self.layers = nn.Sequential(
            normed(i, i, before, 1 if middle else s, i) if before else nn.Identity(),
            active(i, inner),
            active(inner, inner, middle, s, inner) if middle else nn.Identity(),
            normed(inner, o),
        )
        self.shortcut = s == 1 and i == o

    def forward(self, x):
        y = self.layers(x)
        return x + y if self.shortcut else y


class MobileNetV4(nn.Module):
    def __init__(self, stem, own, blocks):
        super().__init__()
        layers = list(stem)
        for before, middle, expand, o, s in blocks:
            layers.append(Universal(own, before, middle, expand, o, s))
            own = o
        layers += [active(own, 960), nn.AdaptiveAvgPool2d(1), active(960, 1280)]
        self.layers, self.classifier = nn.Sequential(*layers), nn.Linear(1280, 1000)

    def forward(self, x):
        return self.classifier(self.layers(x).flatten(1))


def small():
    stem = active(3, 32, 3, 2), active(32, 32, 3, 2), active(32, 32), active(32, 96, 3, 2), active(96, 64)
    return MobileNetV4(stem, 64, SMALL)


def medium():
    return MobileNetV4((active(3, 32, 3, 2), active(32, 128, 3, 2), normed(128, 48)), 48, MEDIUM)


NETWORKS = {'mobilenet_v4_conv_small': small, 'mobilenet_v4_conv_medium': medium}

if __name__ == '__main__':
    main(NETWORKS, 224, sides={'mobilenet_v4_conv_medium': 256})
