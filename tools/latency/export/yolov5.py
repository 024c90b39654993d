"""YOLOv5, 640x640, release 2.0, 7.0 or with the head of YOLOv8: `python3 tools/latency/export/yolov5.py FOLDER [NETWORK ...]`."""
import torch
from torch import nn

from blocks import ConvAct, Heads, Pools, main, scaled

SIZES = {
    'n': (0.33, 0.25, 1024),
    's': (0.33, 0.5, 1024),
    'm': (0.67, 0.75, 1024),
    'l': (1, 1, 1024),
    'x': (1.33, 1.25, 1024),
}


def leaky(i, o, k=1, s=1):
    layer = ConvAct(i, o, k, s)
    layer.act = nn.LeakyReLU(0.1)
    return layer


class Narrow(nn.Module):
    """1x1, then 3x3, with a shortcut."""

    def __init__(self, c, shortcut, make):
        super().__init__()
        self.first, self.second, self.shortcut = make(c, c), make(c, c, 3), shortcut

    def forward(self, x):
        y = self.second(self.first(x))
        return x + y if self.shortcut else y


class Halves(nn.Module):
    """Half through `n` bottlenecks, half past them."""

    def __init__(self, i, o, n, shortcut=True):
        super().__init__()
        c = o // 2
        self.through, self.past, self.last = ConvAct(i, c), ConvAct(i, c), ConvAct(2 * c, o)
        self.blocks = nn.Sequential(*(Narrow(c, shortcut, ConvAct) for _ in range(n)))

    def forward(self, x):
        return self.last(torch.cat((self.blocks(self.through(x)), self.past(x)), 1))


class PlainHalves(nn.Module):
    """The same before release 4: both halves end in a convolution of nothing else, and are normalised together."""

    def __init__(self, i, o, n, shortcut=True):
        super().__init__()
        c = o // 2
        self.through, self.last = leaky(i, c), leaky(2 * c, o)
        self.end, self.past = nn.Conv2d(c, c, 1, bias=False), nn.Conv2d(i, c, 1, bias=False)
        self.joined = nn.Sequential(nn.BatchNorm2d(2 * c), nn.LeakyReLU(0.1))
        self.blocks = nn.Sequential(*(Narrow(c, shortcut, leaky) for _ in range(n)))

    def forward(self, x):
        return self.last(self.joined(torch.cat((self.end(self.blocks(self.through(x))), self.past(x)), 1)))


class SidePools(nn.Module):
    """Three max pools beside each other, joined."""

    def __init__(self, i, o):
        super().__init__()
        self.first, self.last = leaky(i, i // 2), leaky(2 * i, o)
        self.pools = nn.ModuleList(nn.MaxPool2d(k, 1, k // 2) for k in (5, 9, 13))

    def forward(self, x):
        x = self.first(x)
        return self.last(torch.cat((x, *(pool(x) for pool in self.pools)), 1))


class Fourths(nn.Module):
    """Every second pixel of every second row, four times, as channels."""

    def __init__(self, o):
        super().__init__()
        self.conv = leaky(12, o, 3)

    def forward(self, x):
        parts = x[..., ::2, ::2], x[..., 1::2, ::2], x[..., ::2, 1::2], x[..., 1::2, 1::2]
        return self.conv(torch.cat(parts, 1))


class Anchors(nn.Module):
    """Three anchors a cell, each 80 classes, objectness and a box: raw maps, NHWC."""

    def __init__(self, widths):
        super().__init__()
        self.levels = nn.ModuleList(nn.Conv2d(c, 255, 1) for c in widths)

    def forward(self, levels):
        return [conv(x).permute(0, 2, 3, 1) for x, conv in zip(levels, self.levels)]


class YoloV5(nn.Module):
    def __init__(self, size, release):
        super().__init__()
        c, n = scaled(SIZES, size)
        old = release == '2.0'
        make, halves = (leaky, PlainHalves) if old else (ConvAct, Halves)
        stage = lambda i, o, repeats, shortcut=True: halves(c(i), c(o), n(repeats), shortcut)
        down = lambda i, o: make(c(i), c(o), 3, 2)
        stem = Fourths(c(64)) if old else ConvAct(3, c(64), 6, 2)
        if not old:
            stem.conv.padding = (2, 2)
        self.third = nn.Sequential(stem, down(64, 128), stage(128, 128, 3), down(128, 256), stage(256, 256, 9 if old else 6))
        self.fourth = nn.Sequential(down(256, 512), stage(512, 512, 9))
        self.fifth = nn.Sequential(down(512, 1024))
        if old:
            self.fifth.append(SidePools(c(1024), c(1024)))
            self.fifth.append(stage(1024, 1024, 3, False))
        else:
            self.fifth.append(stage(1024, 1024, 3))
            self.fifth.append(Pools(c(1024), c(1024)))
        self.narrow5, self.narrow4 = make(c(1024), c(512)), make(c(512), c(256))
        self.up = nn.Upsample(scale_factor=2, mode='nearest')
        self.up4, self.up3 = stage(1024, 512, 3, False), stage(512, 256, 3, False)
        self.down3, self.down4 = down(256, 256), down(512, 512)
        self.low4, self.low5 = stage(512, 512, 3, False), stage(1024, 1024, 3, False)
        widths = c(256), c(512), c(1024)
        self.heads = Heads(widths, '', False) if release == 'u' else Anchors(widths)

    def forward(self, x):
        p3 = self.third(x)
        p4 = self.fourth(p3)
        a5 = self.narrow5(self.fifth(p4))
        a4 = self.narrow4(self.up4(torch.cat((self.up(a5), p4), 1)))
        n3 = self.up3(torch.cat((self.up(a4), p3), 1))
        n4 = self.low4(torch.cat((self.down3(n3), a4), 1))
        return self.heads((n3, n4, self.low5(torch.cat((self.down4(n4), a5), 1))))


NETWORKS = {
    f'yolov5{size}{suffix}': (lambda size=size, suffix=suffix: YoloV5(size, suffix.strip('_')))
    for suffix in ('u', '_2.0', '_7.0')
    for size in SIZES
    if size != 'n' or suffix == 'u'
}

if __name__ == '__main__':
    main(NETWORKS)
