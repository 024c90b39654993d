"""Blocks that several of the networks share, and their export. Weights are random: only the structure is wanted."""
import os
import sys

import torch
from torch import nn


class ConvAct(nn.Module):
    """Convolution, batch normalisation, SiLU."""

    def __init__(self, i, o, k=1, s=1, g=1, act=True):
        super().__init__()
        self.conv = nn.Conv2d(i, o, k, s, k // 2, groups=g, bias=False)
        self.norm = nn.BatchNorm2d(o, eps=1e-3)
        self.act = nn.SiLU() if act else nn.Identity()

    def forward(self, x):
        return self.act(self.norm(self.conv(x)))


class Bottleneck(nn.Module):
    """Two 3x3 with a shortcut; `e` is the width between them."""

    def __init__(self, c, shortcut=True, e=1.0):
        super().__init__()
        self.first, self.second = ConvAct(c, int(c * e), 3), ConvAct(int(c * e), c, 3)
        self.shortcut = shortcut

    def forward(self, x):
        y = self.second(self.first(x))
        return x + y if self.shortcut else y


class Csp2(nn.Module):
    """Half of the channels through blocks one after the other, everything on the way joined. `make`: one block."""

    def __init__(self, i, o, n, make, e=0.5):
        super().__init__()
        c = int(o * e)
        self.first, self.last = ConvAct(i, 2 * c), ConvAct((2 + n) * c, o)
        self.blocks = nn.ModuleList(make(c) for _ in range(n))

    def forward(self, x):
        parts = list(self.first(x).chunk(2, 1))
        for block in self.blocks:
            parts.append(block(parts[-1]))
        return self.last(torch.cat(parts, 1))


class Csp3(nn.Module):
    """Half through `n` bottlenecks, half past them."""

    def __init__(self, i, o, n=2, shortcut=True):
        super().__init__()
        c = o // 2
        self.through, self.past, self.last = ConvAct(i, c), ConvAct(i, c), ConvAct(2 * c, o)
        self.blocks = nn.Sequential(*(Bottleneck(c, shortcut) for _ in range(n)))

    def forward(self, x):
        return self.last(torch.cat((self.blocks(self.through(x)), self.past(x)), 1))


class Pools(nn.Module):
    """Three max pools in a row, joined."""

    def __init__(self, i, o, inner=None):
        super().__init__()
        c = inner or i // 2
        self.first, self.last, self.pool = ConvAct(i, c), ConvAct(4 * c, o), nn.MaxPool2d(5, 1, 2)

    def forward(self, x):
        parts = [self.first(x)]
        for _ in range(3):
            parts.append(self.pool(parts[-1]))
        return self.last(torch.cat(parts, 1))


def spread(scores, written_out):
    """Softmax of the last axis; `written_out` over channels, in single steps."""
    if not written_out:
        return scores.softmax(-1)
    scores = scores.permute(0, 3, 1, 2)
    power = torch.exp(scores - scores.max(1, keepdim=True)[0])
    return (power / power.sum(1, keepdim=True)).permute(0, 2, 3, 1)


class Attention(nn.Module):
    """All pixels attend to all; keys are half as wide as values; values get a depthwise 3x3 of their own."""

    def __init__(self, c, written_out):
        super().__init__()
        self.heads, self.written_out = c // 64, written_out
        self.width, self.keys = c // self.heads, c // self.heads // 2
        self.qkv = ConvAct(c, c + 2 * self.keys * self.heads, act=False)
        self.place, self.out = ConvAct(c, c, 3, g=c, act=False), ConvAct(c, c, act=False)

    def forward(self, x):
        b, c, h, w = x.shape
        q, k, v = self.qkv(x).view(b, self.heads, -1, h * w).split([self.keys, self.keys, self.width], 2)
        scores = spread((q.transpose(-2, -1) @ k) * self.keys**-0.5, self.written_out)
        y = (v @ scores.transpose(-2, -1)).view(b, c, h, w) + self.place(v.reshape(b, c, h, w))
        return self.out(y)


class AttentionBlock(nn.Module):
    def __init__(self, c, written_out):
        super().__init__()
        self.attention = Attention(c, written_out)
        self.feed = nn.Sequential(ConvAct(c, 2 * c), ConvAct(2 * c, c, act=False))

    def forward(self, x):
        x = x + self.attention(x)
        return x + self.feed(x)


class HalfAttends(nn.Module):
    """Half of the channels through `n` attention blocks."""

    def __init__(self, c, n, written_out):
        super().__init__()
        self.half = c // 2
        self.first, self.last = ConvAct(c, c), ConvAct(c, c)
        self.blocks = nn.Sequential(*(AttentionBlock(c // 2, written_out) for _ in range(n)))

    def forward(self, x):
        a, b = self.first(x).split((self.half, self.half), 1)
        return self.last(torch.cat((a, self.blocks(b)), 1))


def branch(i, inner, o):
    return nn.Sequential(ConvAct(i, inner, 3), ConvAct(inner, inner, 3), nn.Conv2d(inner, o, 1))


def light_branch(i, inner, o):
    return nn.Sequential(
        ConvAct(i, i, 3, g=i),
        ConvAct(i, inner),
        ConvAct(inner, inner, 3, g=inner),
        ConvAct(inner, inner),
        nn.Conv2d(inner, o, 1),
    )


class Heads(nn.Module):
    """Raw maps of three levels, NHWC: classes, box, and what the task adds; prototypes last."""

    def __init__(self, widths, task, light, prototypes=0):
        super().__init__()
        classes = 1 if task == 'pose' else 80
        first = widths[0]
        make = light_branch if light else branch
        extra = {'pose': (51, 51), 'seg': (32, 32)}.get(task)
        self.levels = nn.ModuleList()
        for c in widths:
            maps = [make(c, max(first, min(classes, 100)), classes), branch(c, max(16, first // 4, 64), 64)]
            if extra:
                maps.append(branch(c, max(first // 4, extra[0]), extra[1]))
            self.levels.append(nn.ModuleList(maps))
        self.prototypes = None
        if task == 'seg':
            self.prototypes = nn.Sequential(
                ConvAct(first, prototypes, 3),
                nn.ConvTranspose2d(prototypes, prototypes, 2, 2),
                ConvAct(prototypes, prototypes, 3),
                ConvAct(prototypes, 32),
            )

    def forward(self, levels):
        maps = [make(x) for x, level in zip(levels, self.levels) for make in level]
        if self.prototypes is not None:
            maps.append(self.prototypes(levels[0]))
        return [y.permute(0, 2, 3, 1) for y in maps]


class Classes(nn.Module):
    def __init__(self, i):
        super().__init__()
        self.conv, self.pool, self.linear = ConvAct(i, 1280), nn.AdaptiveAvgPool2d(1), nn.Linear(1280, 1000)

    def forward(self, x):
        return [self.linear(self.pool(self.conv(x)).flatten(1))]


def scaled(sizes, size, most=None):
    """Channels and repeats of a size: depth, width, the most channels before the width."""
    depth, width, limit = sizes[size]
    eight = lambda base: -(-int(min(base, most or limit) * width) // 8) * 8
    return eight, lambda n: max(1, round(n * depth))


def normed(i, o, k=1, s=1, g=1):
    """Convolution and batch normalisation, nothing behind."""
    return nn.Sequential(nn.Conv2d(i, o, k, s, k // 2, groups=g, bias=False), nn.BatchNorm2d(o))


def steps(channels, step, least=0.9):
    """The nearest multiple of a step, no less than the step, and no less than a share of the channels asked for."""
    near = max(step, int(channels + step / 2) // step * step)
    return near + step if near < least * channels else near


class Gate(nn.Module):
    """Squeeze and excitation: a quarter of the channels in steps of so many between its two 1x1."""

    def __init__(self, c, step, gate):
        super().__init__()
        inner = steps(c / 4, step, 0)
        self.layers = nn.Sequential(nn.Conv2d(c, inner, 1), nn.ReLU(), nn.Conv2d(inner, c, 1), gate)

    def forward(self, x):
        return x * self.layers(x.mean((2, 3), keepdim=True))


def main(networks, image=640, trained={}, sides={}):
    """
    FOLDER [NETWORK ...]: writes FOLDER/NETWORK.onnx, by default of each network; images of so many pixels a side, or
    what `sides` has for the network; (height, width) where they differ.
    Prints the parameters, and those of the same network before its branches are merged.
    """
    folder, *names = sys.argv[1:]
    os.makedirs(folder, exist_ok=True)
    for name in names or networks:
        torch.manual_seed(0)
        net = networks[name]().eval()
        for p in net.parameters():
            if bool((p == p.flatten()[0]).all()):
                nn.init.uniform_(p, 0.5, 1.5)
        side = sides.get(name, 224 if name.endswith('_cls') else image)
        file = os.path.join(folder, f'{name}.onnx')
        shape = side if isinstance(side, tuple) else (side, side)
        torch.onnx.export(net, torch.zeros(1, 3, *shape), file, opset_version=11, input_names=['image'])
        forms = [net, *([trained[name]()] if name in trained else [])]
        print(name, *(sum(p.numel() for p in form.parameters()) for form in forms), flush=True)
