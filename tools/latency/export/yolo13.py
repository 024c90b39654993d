"""YOLOv13, 640x640: `python3 tools/latency/export/yolo13.py FOLDER [NETWORK ...]`."""
import torch
from torch import nn
from torch.nn import functional

from blocks import ConvAct, Heads, main, scaled

SIZES = {'n': (0.5, 0.25, 1024), 's': (0.5, 0.5, 1024), 'l': (1, 1, 512)}


class Separable(nn.Module):
    """Depthwise, 1x1, batch normalisation, SiLU; nothing between the two convolutions."""

    def __init__(self, i, o, k=3, s=1):
        super().__init__()
        self.wide, self.point = nn.Conv2d(i, i, k, s, k // 2, groups=i, bias=False), nn.Conv2d(i, o, 1, bias=False)
        self.norm, self.act = nn.BatchNorm2d(o, eps=1e-3), nn.SiLU()

    def forward(self, x):
        return self.act(self.norm(self.point(self.wide(x))))


class SeparablePair(nn.Module):
    """3x3 and 7x7, both separable, with a shortcut."""

    def __init__(self, c):
        super().__init__()
        self.layers = nn.Sequential(Separable(c, c, 3), Separable(c, c, 7))

    def forward(self, x):
        return x + self.layers(x)


class SeparableCsp3(nn.Module):
    """A part of the channels through two pairs, as many past them."""

    def __init__(self, c, e):
        super().__init__()
        inner = int(c * e)
        self.through, self.past, self.last = ConvAct(c, inner), ConvAct(c, inner), ConvAct(2 * inner, c)
        self.pairs = nn.Sequential(SeparablePair(inner), SeparablePair(inner))

    def forward(self, x):
        return self.last(torch.cat((self.pairs(self.through(x)), self.past(x)), 1))


class SeparableCsp2(nn.Module):
    """Half of the channels through blocks one after the other, everything on the way joined."""

    def __init__(self, i, o, n, deep, e=0.5):
        super().__init__()
        c = int(o * e)
        self.first, self.last = ConvAct(i, 2 * c), ConvAct((2 + n) * c, o)
        self.blocks = nn.ModuleList(SeparableCsp3(c, 1) if deep else SeparablePair(c) for _ in range(n))

    def forward(self, x):
        parts = list(self.first(x).chunk(2, 1))
        for block in self.blocks:
            parts.append(block(parts[-1]))
        return self.last(torch.cat(parts, 1))


class AreaAttention(nn.Module):
    """Pixels of one of `areas` bands attend to each other; heads of 32; a softmax in steps; a depthwise 5x5 of values."""

    def __init__(self, c, areas):
        super().__init__()
        self.heads, self.areas = c // 32, areas
        self.qk, self.v = ConvAct(c, 2 * c, act=False), ConvAct(c, c, act=False)
        self.out, self.place = ConvAct(c, c, act=False), ConvAct(c, c, 5, g=c, act=False)

    def forward(self, x):
        b, c, h, w = x.shape
        bands, n = b * self.areas, h * w // self.areas
        qk, v = self.qk(x).flatten(2).transpose(1, 2), self.v(x)
        place = self.place(v)
        v = v.flatten(2).transpose(1, 2)
        if self.areas > 1:
            qk, v = qk.reshape(bands, n, 2 * c), v.reshape(bands, n, c)
        q, k, v = (y.transpose(1, 2).view(bands, self.heads, 32, n) for y in (*qk.split([c, c], 2), v))
        scores = (q.transpose(-2, -1) @ k) * 32**-0.5
        power = torch.exp(scores - scores.max(-1, keepdim=True)[0])
        shares = power / power.sum(-1, keepdim=True)
        y = (v @ shares.transpose(-2, -1)).permute(0, 3, 1, 2)
        if self.areas > 1:
            y = y.reshape(b, n * self.areas, c)
        return self.out(y.reshape(b, h, w, c).permute(0, 3, 1, 2) + place)


class AreaBlock(nn.Module):
    def __init__(self, c, areas, ratio):
        super().__init__()
        self.attention = AreaAttention(c, areas)
        self.feed = nn.Sequential(ConvAct(c, int(c * ratio)), ConvAct(int(c * ratio), c, act=False))

    def forward(self, x):
        x = x + self.attention(x)
        return x + self.feed(x)


class Attends(nn.Module):
    """Blocks one after the other at half the width, everything on the way joined, perhaps beside a scaled shortcut."""

    def __init__(self, c, n, areas, large):
        super().__init__()
        pair = lambda: nn.Sequential(*(AreaBlock(c // 2, areas, 1.5 if large else 2) for _ in range(2)))
        self.first, self.last = ConvAct(c, c // 2), ConvAct((1 + n) * (c // 2), c)
        self.blocks = nn.ModuleList(pair() for _ in range(n))
        self.scale = nn.Parameter(0.01 * torch.ones(c)) if large else None

    def forward(self, x):
        parts = [self.first(x)]
        for block in self.blocks:
            parts.append(block(parts[-1]))
        y = self.last(torch.cat(parts, 1))
        return y if self.scale is None else x + self.scale.view(1, -1, 1, 1) * y


class Participation(nn.Module):
    """How much every pixel is of every hyperedge: by likeness to a prototype that mean and maximum of all move."""

    def __init__(self, c, edges):
        super().__init__()
        self.edges, self.heads = edges, c // 16
        self.prototypes = nn.Parameter(torch.randn(edges, c))
        self.context, self.project = nn.Linear(2 * c, edges * c), nn.Linear(c, c)

    def forward(self, x):
        b, n, c = x.shape
        moved = self.context(torch.cat((x.mean(1), x.max(1)[0]), -1)).view(b, self.edges, c)
        prototypes = self.prototypes.unsqueeze(0) + moved
        pixels = self.project(x).view(b, n, self.heads, 16).transpose(1, 2).reshape(b * self.heads, n, 16)
        edges = prototypes.view(b, self.edges, self.heads, 16).permute(0, 2, 1, 3)
        edges = edges.reshape(b * self.heads, self.edges, 16).transpose(1, 2)
        likeness = torch.bmm(pixels, edges) / 16**0.5
        return functional.softmax(likeness.view(b, self.heads, n, self.edges).mean(1), 1)


class Hypergraph(nn.Module):
    """Pixels gather in hyperedges, which give back to them."""

    def __init__(self, c, edges):
        super().__init__()
        self.participation = Participation(c, edges)
        self.gather = nn.Sequential(nn.Linear(c, c), nn.GELU())
        self.give = nn.Sequential(nn.Linear(c, c), nn.GELU())

    def forward(self, x):
        b, c, h, w = x.shape
        x = x.flatten(2).transpose(1, 2)
        shares = self.participation(x)
        edges = self.gather(torch.bmm(shares.transpose(1, 2), x))
        x = self.give(torch.bmm(shares, edges)) + x
        return x.transpose(1, 2).view(b, c, h, w)


class HypergraphCsp3(nn.Module):
    def __init__(self, c, edges):
        super().__init__()
        self.through, self.past, self.last = ConvAct(c, c), ConvAct(c, c), ConvAct(2 * c, c)
        self.graph = Hypergraph(c, edges)

    def forward(self, x):
        return self.last(torch.cat((self.graph(self.through(x)), self.past(x)), 1))


class HyperAce(nn.Module):
    """Three levels joined at the size of the middle one: a third as it is, one through graphs, one through blocks."""

    def __init__(self, i, o, total, n, edges):
        super().__init__()
        c = o // 2
        self.pool, self.fuse = nn.AvgPool2d(2), ConvAct(total, i)
        self.first, self.last = ConvAct(i, 3 * c), ConvAct((4 + n) * c, o)
        self.blocks = nn.ModuleList(SeparableCsp3(c, 0.5) for _ in range(n))
        self.graph1, self.graph2 = HypergraphCsp3(c, edges), HypergraphCsp3(c, edges)

    def forward(self, levels):
        fine, middle, coarse = levels
        coarse = functional.interpolate(coarse, size=middle.shape[-2:], mode='nearest')
        kept, joined, through = self.first(self.fuse(torch.cat((self.pool(fine), middle, coarse), 1))).chunk(3, 1)
        parts = [kept, self.graph1(joined), through]
        last = self.graph2(joined)
        for block in self.blocks:
            parts.append(block(parts[-1]))
        return self.last(torch.cat((*parts, last), 1))


class Tunnel(nn.Module):
    """What is sent along is added, times one number."""

    def __init__(self):
        super().__init__()
        self.gate = nn.Parameter(torch.zeros(()))

    def forward(self, x, sent):
        return x + self.gate * sent


class Yolo13(nn.Module):
    def __init__(self, size):
        super().__init__()
        c, n = scaled(SIZES, size)
        large = size == 'l'
        stage = lambda i, o, deep=True, e=0.5: SeparableCsp2(i, c(o), n(2), deep or large, e)
        self.third = nn.Sequential(
            ConvAct(3, c(64), 3, 2),
            ConvAct(c(64), c(128), 3, 2, 2),
            stage(c(128), 256, False, 0.25),
            ConvAct(c(256), c(256), 3, 2, 4),
            stage(c(256), 512, False, 0.25),
        )
        self.fourth = nn.Sequential(Separable(c(512), c(512), 3, 2), Attends(c(512), n(4), 4, large))
        self.fifth = nn.Sequential(Separable(c(512), c(1024), 3, 2), Attends(c(1024), n(4), 1, large))
        self.ace = HyperAce(c(512), c(512), 2 * c(512) + c(1024), n(2), 4 if size == 'n' else 8)
        self.up, self.pool = nn.Upsample(scale_factor=2, mode='nearest'), nn.AvgPool2d(2)
        self.coarse = None if large else ConvAct(c(512), c(1024))
        self.fine = ConvAct(c(512), c(256))
        self.tunnels = nn.ModuleList(Tunnel() for _ in range(7))
        self.up4, self.up3 = stage(c(1024) + c(512), 512), stage(2 * c(512), 256)
        self.down3, self.down4 = ConvAct(c(256), c(256), 3, 2), ConvAct(c(512), c(512), 3, 2)
        self.low4, self.low5 = stage(c(256) + c(512), 512), stage(c(512) + c(1024), 1024)
        self.heads = Heads((c(256), c(512), c(1024)), '', True)

    def forward(self, x):
        p3 = self.third(x)
        p4 = self.fourth(p3)
        p5 = self.fifth(p4)
        middle = self.ace((p3, p4, p5))
        fine, coarse = self.up(middle), self.pool(middle)
        coarse = coarse if self.coarse is None else self.coarse(coarse)
        t4, t3, t5, m4, m3, l4, l5 = self.tunnels
        p4, p3, p5 = t4(p4, middle), t3(p3, fine), t5(p5, coarse)
        q4 = self.up4(torch.cat((self.up(p5), p4), 1))
        sent = m4(q4, middle)
        q3 = m3(self.up3(torch.cat((self.up(q4), p3), 1)), self.fine(fine))
        n4 = self.low4(torch.cat((self.down3(q3), sent), 1))
        n5 = self.low5(torch.cat((self.down4(n4), p5), 1))
        return self.heads((q3, l4(n4, middle), l5(n5, coarse)))


NETWORKS = {f'yolov13{size}': (lambda size=size: Yolo13(size)) for size in SIZES}

if __name__ == '__main__':
    main(NETWORKS)
