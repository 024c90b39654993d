"""YOLOv9 t, s, c and e, 640x640: `python3 tools/latency/export/yolov9.py FOLDER [NETWORK ...]`."""
import torch
from torch import nn
from torch.nn import functional as F

from blocks import ConvAct, Csp3, Heads, Pools, main


class Block(nn.Module):
    """Two halves, the second through two deployed cross-stage blocks, all four joined; without `n` 3x3 alone."""

    def __init__(self, i, o, wide, inner, n=2):
        super().__init__()
        self.first, self.last = ConvAct(i, wide), ConvAct(wide + 2 * inner, o)
        block = lambda c: nn.Sequential(*([Csp3(c, inner, n)] if n else []), ConvAct(inner, inner, 3))
        self.a, self.b = block(wide // 2), block(inner)

    def forward(self, x):
        parts = list(self.first(x).chunk(2, 1))
        for block in (self.a, self.b):
            parts.append(block(parts[-1]))
        return self.last(torch.cat(parts, 1))


class Down(nn.Module):
    """Averages; half of the channels by a 3x3 of stride 2, the other by a max pool and a 1x1."""

    def __init__(self, i, o):
        super().__init__()
        self.a, self.b = ConvAct(i // 2, o // 2, 3, 2), ConvAct(i // 2, o // 2)

    def forward(self, x):
        a, b = F.avg_pool2d(x, 2, 1, 0).chunk(2, 1)
        return torch.cat((self.a(a), self.b(F.max_pool2d(b, 3, 2, 1))), 1)


class Parts(nn.Module):
    """A 1x1 convolution, parted by channels."""

    def __init__(self, i, sizes):
        super().__init__()
        self.sizes, self.conv = sizes, nn.Conv2d(i, sum(sizes), 1)

    def forward(self, x):
        return self.conv(x).split(self.sizes, 1)


def fuse(last, *others):
    """Others, brought to the size of the last, and the last: their sum."""
    return torch.sum(torch.stack([F.interpolate(x, size=last.shape[2:], mode='nearest') for x in others] + [last]), 0)


class YoloV9e(nn.Module):
    def __init__(self, task):
        super().__init__()
        backbone = lambda: nn.ModuleList(
            [
                ConvAct(3, 64, 3, 2),
                ConvAct(64, 128, 3, 2),
                Block(128, 256, 128, 64),
                Down(256, 256),
                Block(256, 512, 256, 128),
                Down(512, 512),
                Block(512, 1024, 512, 256),
                Down(1024, 1024),
                Block(1024, 1024, 512, 256),
            ]
        )
        self.first, self.second = backbone(), backbone()
        widths = (64, 128, 256, 512, 1024)
        self.parts = nn.ModuleList(Parts(i, widths[: k + 1]) for k, i in enumerate((64, 256, 512, 1024, 1024)))
        self.pools = Pools(1024, 512, 256)
        self.up = nn.Upsample(scale_factor=2, mode='nearest')
        self.up4, self.up3 = Block(512 + 1024, 512, 512, 256), Block(512 + 512, 256, 256, 128)
        self.down3, self.down4 = Down(256, 256), Down(512, 512)
        self.low4, self.low5 = Block(256 + 512, 512, 512, 256), Block(512 + 512, 512, 1024, 512)
        self.heads = Heads((256, 512, 512), task, False, 256)

    def forward(self, image):
        x, ends = image, []
        for k, layer in enumerate(self.first):
            x = layer(x)
            if k in (0, 2, 4, 6, 8):
                ends.append(x)
        p = [parts(end) for parts, end in zip(self.parts, ends)]
        x, ends = image, []
        for k, layer in enumerate(self.second):
            x = layer(x)
            if k in (4, 6, 8):
                ends.append(x)
            level = {0: 0, 1: 1, 3: 2, 5: 3, 7: 4}.get(k)
            if level is not None:
                x = fuse(x, *(p[i][level] for i in range(level, 5)))
        p3, p4, p5 = ends[0], ends[1], self.pools(ends[2])
        q4 = self.up4(torch.cat((self.up(p5), p4), 1))
        q3 = self.up3(torch.cat((self.up(q4), p3), 1))
        n4 = self.low4(torch.cat((self.down3(q3), q4), 1))
        return self.heads((q3, n4, self.low5(torch.cat((self.down4(n4), p5), 1))))


class AverageDown(nn.Module):
    def __init__(self, i, o):
        super().__init__()
        self.conv = ConvAct(i, o, 3, 2)

    def forward(self, x):
        return self.conv(F.avg_pool2d(x, 2, 1, 0))


class YoloV9(nn.Module):
    def __init__(self, size):
        super().__init__()
        if size == 'c':
            low = (256, 512)
            blocks = lambda i, o, wide: Block(i, o, wide, wide // 2, 1)
            down = Down
            self.third = nn.Sequential(
                ConvAct(3, 64, 3, 2),
                ConvAct(64, 128, 3, 2),
                blocks(128, 256, 128),
                down(256, 256),
                blocks(256, 512, 256),
            )
            self.fourth = nn.Sequential(down(512, 512), blocks(512, 512, 512))
            self.fifth = nn.Sequential(down(512, 512), blocks(512, 512, 512), Pools(512, 512, 256))
            widths = (256, 512, 512)
            p3, p4, p5 = 512, 512, 512
        else:
            k = {'t': 1, 's': 2}[size]
            blocks = lambda i, o, wide: Block(i, o, wide, wide // 2, 3)
            down = AverageDown
            self.third = nn.Sequential(
                ConvAct(3, 16 * k, 3, 2),
                ConvAct(16 * k, 32 * k, 3, 2),
                Block(32 * k, 32 * k, 32 * k, 16 * k, 0),
                down(32 * k, 64 * k),
                blocks(64 * k, 64 * k, 64 * k),
            )
            self.fourth = nn.Sequential(down(64 * k, 96 * k), blocks(96 * k, 96 * k, 96 * k))
            self.fifth = nn.Sequential(
                down(96 * k, 128 * k), blocks(128 * k, 128 * k, 128 * k), Pools(128 * k, 128 * k)
            )
            widths = (64 * k, 96 * k, 128 * k)
            p3, p4, p5 = widths
            low = (48 * k, 64 * k)
        self.up = nn.Upsample(scale_factor=2, mode='nearest')
        self.up4 = blocks(p5 + p4, widths[1], widths[1])
        self.up3 = blocks(widths[1] + p3, widths[0], widths[0])
        self.down3, self.down4 = down(widths[0], low[0]), down(widths[1], low[1])
        self.low4 = blocks(low[0] + widths[1], widths[1], widths[1])
        self.low5 = blocks(low[1] + p5, widths[2], widths[2])
        self.heads = Heads(widths, '', False)

    def forward(self, x):
        p3 = self.third(x)
        p4 = self.fourth(p3)
        p5 = self.fifth(p4)
        q4 = self.up4(torch.cat((self.up(p5), p4), 1))
        q3 = self.up3(torch.cat((self.up(q4), p3), 1))
        n4 = self.low4(torch.cat((self.down3(q3), q4), 1))
        return self.heads((q3, n4, self.low5(torch.cat((self.down4(n4), p5), 1))))


NETWORKS = {
    **{f'yolov9{size}': (lambda size=size: YoloV9(size)) for size in 'tsc'},
    'yolov9e': lambda: YoloV9e(''),
    'yolov9e_seg': lambda: YoloV9e('seg'),
}

if __name__ == '__main__':
    main(NETWORKS)
