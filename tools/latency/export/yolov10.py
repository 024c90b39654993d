"""YOLOv10, 640x640, the head without suppression: `python3 tools/latency/export/yolov10.py FOLDER [NETWORK ...]`."""
import torch
from torch import nn

from blocks import Bottleneck, ConvAct, Csp2, HalfAttends, Heads, Pools, main, scaled

SIZES = {'n': (0.33, 0.25, 1024), 's': (0.33, 0.5, 1024), 'm': (0.67, 0.75, 768), 'l': (1, 1, 512), 'x': (1, 1.25, 512)}
# Stages of inverted blocks, and the sizes whose last of them have a 7x7.
INVERTED = {'n': ('low5',), 's': ('p5', 'low5'), 'm': ('p5', 'low4', 'low5')}
INVERTED['l'] = INVERTED['m'] + ('up4',)
INVERTED['x'] = INVERTED['l'] + ('p4',)
WIDE = 'ns'


class Inverted(nn.Module):
    """Depthwise 3x3, 1x1 to twice the width, depthwise 3x3 or 7x7, 1x1 back, depthwise 3x3."""

    def __init__(self, c, shortcut, kernel):
        super().__init__()
        self.layers = nn.Sequential(
            ConvAct(c, c, 3, g=c),
            ConvAct(c, 2 * c),
            ConvAct(2 * c, 2 * c, kernel, g=2 * c),
            ConvAct(2 * c, c),
            ConvAct(c, c, 3, g=c),
        )
        self.shortcut = shortcut

    def forward(self, x):
        return x + self.layers(x) if self.shortcut else self.layers(x)


class YoloV10(nn.Module):
    def __init__(self, size):
        super().__init__()
        c, n = scaled(SIZES, size)

        def stage(name, i, o, repeats=3, shortcut=False):
            if name in INVERTED[size]:
                return Csp2(i, c(o), n(repeats), lambda w: Inverted(w, True, 7 if size in WIDE else 3))
            return Csp2(i, c(o), n(repeats), lambda w: Bottleneck(w, shortcut))

        down = lambda i, o: ConvAct(c(i), c(o), 3, 2)
        apart = lambda i, o: nn.Sequential(ConvAct(c(i), c(o)), ConvAct(c(o), c(o), 3, 2, c(o), False))
        self.third = nn.Sequential(
            ConvAct(3, c(64), 3, 2),
            down(64, 128),
            stage('p2', c(128), 128, 3, True),
            down(128, 256),
            stage('p3', c(256), 256, 6, True),
        )
        self.fourth = nn.Sequential(apart(256, 512), stage('p4', c(512), 512, 6, True))
        self.fifth = nn.Sequential(
            apart(512, 1024),
            stage('p5', c(1024), 1024, 3, True),
            Pools(c(1024), c(1024)),
            HalfAttends(c(1024), 1, True),
        )
        self.up = nn.Upsample(scale_factor=2, mode='nearest')
        self.up4, self.up3 = stage('up4', c(1024) + c(512), 512), stage('up3', c(512) + c(256), 256)
        self.down3, self.down4 = down(256, 256), apart(512, 512)
        self.low4, self.low5 = stage('low4', c(256) + c(512), 512), stage('low5', c(512) + c(1024), 1024)
        self.heads = Heads((c(256), c(512), c(1024)), '', True)

    def forward(self, x):
        p3 = self.third(x)
        p4 = self.fourth(p3)
        p5 = self.fifth(p4)
        q4 = self.up4(torch.cat((self.up(p5), p4), 1))
        q3 = self.up3(torch.cat((self.up(q4), p3), 1))
        n4 = self.low4(torch.cat((self.down3(q3), q4), 1))
        return self.heads((q3, n4, self.low5(torch.cat((self.down4(n4), p5), 1))))


NETWORKS = {f'yolov10{size}': (lambda size=size: YoloV10(size)) for size in SIZES}

if __name__ == '__main__':
    main(NETWORKS)
