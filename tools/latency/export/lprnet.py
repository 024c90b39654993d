"""LPRNet, a plate of 24x94: `python3 tools/latency/export/lprnet.py FOLDER`."""
import torch
from torch import nn

from blocks import main

CLASSES = 68


def active(i, o, k, p=(0, 0)):
    return nn.Sequential(nn.Conv2d(i, o, k, 1, p, bias=False), nn.BatchNorm2d(o), nn.ReLU())


def small(i, o):
    c = o // 4
    return nn.Sequential(active(i, c, 1), active(c, c, (3, 1), (1, 0)), active(c, c, (1, 3), (0, 1)), active(c, o, 1))


class Pool(nn.Module):
    """A max pool of 3x3 with stride 1x2, then every so many channels as a pool of their axis."""

    def __init__(self, step):
        super().__init__()
        self.pixels, self.channels = nn.MaxPool2d(3, (1, 2)), nn.MaxPool2d(1, (1, step))

    def forward(self, x):
        return self.channels(self.pixels(x).permute(0, 2, 3, 1)).permute(0, 3, 1, 2)


class LprNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = active(3, 64, 3)
        self.second = nn.Sequential(nn.MaxPool2d(3, 1), small(64, 128))
        self.third = nn.Sequential(Pool(2), small(64, 256), small(256, 256))
        self.fourth = nn.Sequential(Pool(4), active(64, 256, (1, 4)), active(256, CLASSES, (13, 1)))
        self.last = nn.Conv2d(64 + 128 + 256 + CLASSES, CLASSES, 1)
        self.pools = nn.ModuleList(
            (nn.AvgPool2d(5, 5), nn.AvgPool2d(5, 5), nn.AvgPool2d((4, 10), (4, 2)), nn.Identity())
        )

    def forward(self, x):
        depths = []
        for layers, pool in zip((self.first, self.second, self.third, self.fourth), self.pools):
            x = layers(x)
            y = pool(x)
            depths.append(y / torch.mean(torch.pow(y, 2)))
        return torch.mean(self.last(torch.cat(depths, 1)), dim=2)


if __name__ == '__main__':
    main({'lprnet': LprNet}, (24, 94))
