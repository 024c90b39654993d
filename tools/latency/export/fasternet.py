"""FasterNet, 224x224: `python3 tools/latency/export/fasternet.py FOLDER [NETWORK ...]`."""
import torch
from torch import nn

from blocks import main, normed

SIZES = {
    'fasternet_t0': (40, (1, 2, 8, 2), nn.GELU),
    'fasternet_t1': (64, (1, 2, 8, 2), nn.GELU),
    'fasternet_s': (128, (1, 2, 13, 2), nn.ReLU),
}


class Block(nn.Module):
    """A 3x3 of a quarter of the channels, then two 1x1 of which the first is normalised, beside a shortcut."""

    def __init__(self, c, act):
        super().__init__()
        self.parts = [c // 4, c - c // 4]
        self.spatial = nn.Conv2d(c // 4, c // 4, 3, 1, 1, bias=False)
        self.mix = nn.Sequential(normed(c, 2 * c), act(), nn.Conv2d(2 * c, c, 1, bias=False))

    def forward(self, x):
        a, b = x.split(self.parts, 1)
        return x + self.mix(torch.cat((self.spatial(a), b), 1))


class FasterNet(nn.Module):
    def __init__(self, width, depths, act):
        super().__init__()
        layers, c = [], 3
        for stage, n in enumerate(depths):
            i, c, k = c, width * 2**stage, 2 if stage else 4
            layers.append(nn.Sequential(nn.Conv2d(i, c, k, k, bias=False), nn.BatchNorm2d(c)))
            layers += [Block(c, act) for _ in range(n)]
        layers += [nn.AdaptiveAvgPool2d(1), nn.Conv2d(c, 1280, 1, bias=False), act()]
        self.layers, self.classifier = nn.Sequential(*layers), nn.Linear(1280, 1000)

    def forward(self, x):
        return self.classifier(self.layers(x).flatten(1))


NETWORKS = {name: (lambda size=size: FasterNet(*size)) for name, size in SIZES.items()}

if __name__ == '__main__':
    main(NETWORKS, 224)
