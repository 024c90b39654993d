"""YOLO26, 640x640, boxes without bins: `python3 tools/latency/export/yolo26.py FOLDER [NETWORK ...]`."""
import torch
from torch import nn

from blocks import AttentionBlock, Bottleneck, ConvAct, Csp2, Csp3, branch, light_branch, main, scaled
from yolo11 import SIZES, Yolo11


class PoolsBeside(nn.Module):
    """Three max pools in a row behind a 1x1 without activation, joined, beside a shortcut."""

    def __init__(self, c):
        super().__init__()
        self.first, self.last, self.pool = ConvAct(c, c // 2, act=False), ConvAct(2 * c, c), nn.MaxPool2d(5, 1, 2)

    def forward(self, x):
        parts = [self.first(x)]
        for _ in range(3):
            parts.append(self.pool(parts[-1]))
        return self.last(torch.cat(parts, 1)) + x


class Maps(nn.Module):
    """Raw maps of three levels, NHWC: classes, the four sides of a box, and the points of a skeleton."""

    def __init__(self, widths, pose):
        super().__init__()
        first = widths[0]
        classes = 1 if pose else 80
        self.levels = nn.ModuleList()
        for c in widths:
            maps = [light_branch(c, max(first, classes), classes), branch(c, max(16, first // 4), 4)]
            if pose:
                maps.append(branch(c, max(first // 4, 85), 51))
            self.levels.append(nn.ModuleList(maps))

    def forward(self, levels):
        return [make(x).permute(0, 2, 3, 1) for x, level in zip(levels, self.levels) for make in level]


class Yolo26(Yolo11):
    """YOLO11 with other pools, other stages behind the joins, attention in the last of them, and other heads."""

    def __init__(self, size, pose):
        super().__init__(size, '', False)
        c, n = scaled(SIZES, size)
        self.fifth[2] = PoolsBeside(c(1024))
        deep = lambda i, o: Csp2(i, c(o), n(2), lambda w: Csp3(w, w))
        self.up4, self.up3 = deep(c(1024) + c(512), 512), deep(2 * c(512), 256)
        self.low4 = deep(c(256) + c(512), 512)
        last = lambda w: nn.Sequential(Bottleneck(w, e=0.5), AttentionBlock(w, False))
        self.low5 = Csp2(c(512) + c(1024), c(1024), 1, last)
        self.heads = Maps((c(256), c(512), c(1024)), pose)


def network(size, suffix):
    return Yolo11(size, 'cls', False) if suffix == '_cls' else Yolo26(size, suffix)


NETWORKS = {
    f'yolo26{size}{suffix}': (lambda size=size, suffix=suffix: network(size, suffix))
    for suffix in ('', '_pose', '_cls')
    for size in SIZES
}

if __name__ == '__main__':
    main(NETWORKS)
