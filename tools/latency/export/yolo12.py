"""YOLO12, 640x640: `python3 tools/latency/export/yolo12.py FOLDER [NETWORK ...]`."""
import torch
from torch import nn

from blocks import Bottleneck, ConvAct, Csp2, Csp3, Heads, main, scaled, spread

SIZES = {'n': (0.5, 0.25, 1024), 's': (0.5, 0.5, 1024), 'm': (0.5, 1, 512), 'l': (1, 1, 512), 'x': (1, 1.5, 512)}


class AreaAttention(nn.Module):
    """Pixels of one of `areas` bands attend to each other; heads of 32; values get a depthwise 7x7 of their own."""

    def __init__(self, c, areas):
        super().__init__()
        self.heads, self.areas = c // 32, areas
        self.qkv, self.out = ConvAct(c, 3 * c, act=False), ConvAct(c, c, act=False)
        self.place = ConvAct(c, c, 7, g=c, act=False)

    def forward(self, x):
        b, c, h, w = x.shape
        bands, n = b * self.areas, h * w // self.areas
        tokens = self.qkv(x).flatten(2).transpose(1, 2)
        if self.areas > 1:
            tokens = tokens.reshape(bands, n, 3 * c)
        q, k, v = tokens.view(bands, n, self.heads, 96).permute(0, 2, 3, 1).split([32, 32, 32], 2)
        scores = spread((q.transpose(-2, -1) @ k) * 32**-0.5, True)
        y, v = (v @ scores.transpose(-2, -1)).permute(0, 3, 1, 2), v.permute(0, 3, 1, 2)
        if self.areas > 1:
            y, v = y.reshape(b, n * self.areas, c), v.reshape(b, n * self.areas, c)
        y, v = y.reshape(b, h, w, c).permute(0, 3, 1, 2), v.reshape(b, h, w, c).permute(0, 3, 1, 2)
        return self.out(y + self.place(v))


class AreaBlock(nn.Module):
    def __init__(self, c, areas, ratio):
        super().__init__()
        self.attention = AreaAttention(c, areas)
        self.feed = nn.Sequential(ConvAct(c, int(c * ratio)), ConvAct(int(c * ratio), c, act=False))

    def forward(self, x):
        x = x + self.attention(x)
        return x + self.feed(x)


class Chain(nn.Module):
    """Blocks one after the other at half the width, everything on the way joined, perhaps beside a scaled shortcut."""

    def __init__(self, i, o, blocks, scaled_shortcut=False):
        super().__init__()
        self.first, self.last = ConvAct(i, o // 2), ConvAct((1 + len(blocks)) * (o // 2), o)
        self.blocks = nn.ModuleList(blocks)
        self.scale = nn.Parameter(0.01 * torch.ones(o)) if scaled_shortcut else None

    def forward(self, x):
        parts = [self.first(x)]
        for block in self.blocks:
            parts.append(block(parts[-1]))
        y = self.last(torch.cat(parts, 1))
        return y if self.scale is None else x + self.scale.view(-1, len(self.scale), 1, 1) * y


class Yolo12(nn.Module):
    def __init__(self, size):
        super().__init__()
        c, n = scaled(SIZES, size)
        large = size in 'lx'
        ratio = 1.2 if large else 2.0

        def attends(o, areas):
            pair = lambda w: nn.Sequential(*(AreaBlock(w, areas, ratio) for _ in range(2)))
            return Chain(c(o), c(o), [pair(c(o) // 2) for _ in range(n(4))], large)

        def stage(i, o, deep=False, e=0.5):
            deep = deep or size in 'mlx'
            return Csp2(i, c(o), n(2), lambda w: Csp3(w, w) if deep else Bottleneck(w, e=0.5), e)

        joined = lambda i, o: Chain(i, c(o), [Csp3(c(o) // 2, c(o) // 2) for _ in range(n(2))])
        down = lambda i, o: ConvAct(c(i), c(o), 3, 2)
        self.third = nn.Sequential(
            ConvAct(3, c(64), 3, 2),
            down(64, 128),
            stage(c(128), 256, e=0.25),
            down(256, 256),
            stage(c(256), 512, e=0.25),
        )
        self.fourth = nn.Sequential(down(512, 512), attends(512, 4))
        self.fifth = nn.Sequential(down(512, 1024), attends(1024, 1))
        self.up = nn.Upsample(scale_factor=2, mode='nearest')
        self.up4, self.up3 = joined(c(1024) + c(512), 512), joined(2 * c(512), 256)
        self.down3, self.down4 = down(256, 256), down(512, 512)
        self.low4, self.low5 = joined(c(256) + c(512), 512), stage(c(512) + c(1024), 1024, True)
        self.heads = Heads((c(256), c(512), c(1024)), '', True)

    def forward(self, x):
        p3 = self.third(x)
        p4 = self.fourth(p3)
        p5 = self.fifth(p4)
        q4 = self.up4(torch.cat((self.up(p5), p4), 1))
        q3 = self.up3(torch.cat((self.up(q4), p3), 1))
        n4 = self.low4(torch.cat((self.down3(q3), q4), 1))
        return self.heads((q3, n4, self.low5(torch.cat((self.down4(n4), p5), 1))))


NETWORKS = {f'yolo12{size}': (lambda size=size: Yolo12(size)) for size in SIZES}

if __name__ == '__main__':
    main(NETWORKS)
