"""EfficientFormer 1 and 2, 224x224: `python3 tools/latency/export/efficient_former.py FOLDER [NETWORK ...]`."""
import torch
from torch import nn

from blocks import main

DEPTHS_V2 = {'s0': (2, 2, 6, 4), 's1': (3, 3, 9, 6), 's2': (4, 4, 12, 8)}
WIDTHS_V2 = {'s0': (32, 48, 96, 176), 's1': (32, 48, 120, 224), 's2': (32, 64, 144, 288)}
# How many blocks at the end of each of the last two stages attend, and how many in the middle are only three times wide.
ATTENDING_V2 = {'s0': 2, 's1': 2, 's2': 4}
NARROW_V2 = {
    's0': ((), (), (1, 2, 3), (1, 2)),
    's1': ((), (), (2, 3, 4, 5), (2, 3)),
    's2': ((), (), (2, 3, 4, 5, 6, 7), (2, 3, 4, 5)),
}


class ConvNorm(nn.Sequential):
    """Convolution with a bias, batch normalisation, perhaps an activation."""

    def __init__(self, i, o, k=1, s=1, g=1, act=None):
        super().__init__(nn.Conv2d(i, o, k, s, k // 2, groups=g), nn.BatchNorm2d(o))
        if act is not None:
            self.append(act())


class Scale(nn.Module):
    """Every channel times a number of its own: channels are in dimension 1 of maps, the last of tokens."""

    def __init__(self, c, maps=True):
        super().__init__()
        self.gamma, self.maps = nn.Parameter(torch.full((c,), 1e-5)), maps

    def forward(self, x):
        return x * (self.gamma.view(1, -1, 1, 1) if self.maps else self.gamma)


class Pooled(nn.Module):
    """The mean of the neighbours without the pixel itself."""

    def __init__(self):
        super().__init__()
        self.pool = nn.AvgPool2d(3, 1, 1, count_include_pad=False)

    def forward(self, x):
        return self.pool(x) - x


class MapBlock(nn.Module):
    """A mixer where there is one, then 1x1 convolutions (with a depthwise 3x3 between them in V2)."""

    def __init__(self, c, mixer, ratio, local):
        super().__init__()
        inner = int(ratio * c)
        self.mixer, self.scale1, self.scale2 = mixer, Scale(c) if mixer else None, Scale(c)
        self.feed = nn.Sequential(ConvNorm(c, inner, act=nn.GELU))
        if local:
            self.feed.append(ConvNorm(inner, inner, 3, g=inner, act=nn.GELU))
        self.feed.append(ConvNorm(inner, c))

    def forward(self, x):
        if self.mixer is not None:
            x = x + self.scale1(self.mixer(x))
        return x + self.scale2(self.feed(x))


def offsets(rows, columns, step=1):
    """Which bias a pair of pixels has, by how far they lie apart: [rows of pixels, columns of pixels]."""
    grid = lambda side, by: torch.stack(torch.meshgrid(torch.arange(side) * by, torch.arange(side) * by)).flatten(1)
    apart = (grid(rows, step)[:, :, None] - grid(columns, 1)[:, None, :]).abs()
    return apart[0] * columns + apart[1]


class Tokens(nn.Module):
    """Multi-head attention of tokens with a bias of position; keys of 32, values of 128."""

    def __init__(self, c, side=7, heads=8):
        super().__init__()
        self.heads = heads
        self.qkv, self.out = nn.Linear(c, heads * (32 + 32 + 128)), nn.Linear(heads * 128, c)
        self.biases = nn.Parameter(torch.zeros(heads, side * side))
        self.register_buffer('offsets', offsets(side, side))

    def forward(self, x):
        b, n, _ = x.shape
        q, k, v = self.qkv(x).reshape(b, n, self.heads, -1).permute(0, 2, 1, 3).split([32, 32, 128], 3)
        scores = (q @ k.transpose(-2, -1)) * 32**-0.5 + self.biases[:, self.offsets]
        return self.out((scores.softmax(-1) @ v).transpose(1, 2).reshape(b, n, -1))


class TokenBlock(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.norm1, self.norm2, self.attention = nn.LayerNorm(c), nn.LayerNorm(c), Tokens(c)
        self.feed = nn.Sequential(nn.Linear(c, 4 * c), nn.GELU(), nn.Linear(4 * c, c))
        self.scale1, self.scale2 = Scale(c, False), Scale(c, False)

    def forward(self, x):
        x = x + self.scale1(self.attention(self.norm1(x)))
        return x + self.scale2(self.feed(self.norm2(x)))


class Flat(nn.Module):
    def forward(self, x):
        return x.flatten(2).transpose(1, 2)


class Heads(nn.Module):
    """The mean of what a head and the head of the distillation say."""

    def __init__(self, c):
        super().__init__()
        self.first, self.second = nn.Linear(c, 1000), nn.Linear(c, 1000)

    def forward(self, x):
        return (self.first(x) + self.second(x)) / 2


class EfficientFormer(nn.Module):
    def __init__(self, depths, widths, attending):
        super().__init__()
        c = widths[0]
        layers = [ConvNorm(3, c // 2, 3, 2, act=nn.ReLU), ConvNorm(c // 2, c, 3, 2, act=nn.ReLU)]
        for stage, (depth, width) in enumerate(zip(depths, widths)):
            if stage > 0:
                layers.append(ConvNorm(c, width, 3, 2))
            c = width
            tokens = attending if stage == 3 else 0
            layers += [MapBlock(c, Pooled(), 4, False) for _ in range(depth - tokens)]
        layers += [Flat(), *(TokenBlock(c) for _ in range(attending))]
        self.body, self.norm, self.heads = nn.Sequential(*layers), nn.LayerNorm(c), Heads(c)

    def forward(self, x):
        return self.heads(self.norm(self.body(x)).mean(1))


class MapAttention(nn.Module):
    """Attention of pixels, at half the size where `halve`; heads are mixed before and after the softmax."""

    def __init__(self, c, side, halve, heads=8):
        super().__init__()
        self.heads, self.side = heads, side // 2 if halve else side
        self.down = ConvNorm(c, c, 3, 2, c) if halve else None
        self.up = nn.Upsample(scale_factor=2, mode='bilinear') if halve else None
        self.q, self.k, self.v = ConvNorm(c, heads * 32), ConvNorm(c, heads * 32), ConvNorm(c, heads * 128)
        self.local = ConvNorm(heads * 128, heads * 128, 3, g=heads * 128)
        self.talk1, self.talk2 = nn.Conv2d(heads, heads, 1), nn.Conv2d(heads, heads, 1)
        self.act, self.out = nn.GELU(), ConvNorm(heads * 128, c)
        self.biases = nn.Parameter(torch.zeros(heads, self.side**2))
        self.register_buffer('offsets', offsets(self.side, self.side))

    def forward(self, x):
        b, pixels = x.shape[0], self.side**2
        if self.down is not None:
            x = self.down(x)
        q = self.q(x).reshape(b, self.heads, -1, pixels).permute(0, 1, 3, 2)
        k = self.k(x).reshape(b, self.heads, -1, pixels)
        v = self.v(x)
        local = self.local(v)
        v = v.reshape(b, self.heads, -1, pixels).permute(0, 1, 3, 2)
        scores = self.talk1((q @ k) * 32**-0.5 + self.biases[:, self.offsets])
        y = (self.talk2(scores.softmax(-1)) @ v).transpose(2, 3)
        y = y.reshape(b, -1, self.side, self.side) + local
        if self.up is not None:
            y = self.up(y)
        return self.out(self.act(y))


class HalvingAttention(nn.Module):
    """From a stage to the next: pixels of half the size attend to all; keys of 16, values of 64."""

    def __init__(self, i, o, side, heads=8):
        super().__init__()
        self.heads, self.side = heads, side
        self.local_q, self.pool_q = nn.Conv2d(i, i, 3, 2, 1, groups=i), nn.AvgPool2d(1, 2, 0)
        self.q, self.k, self.v = ConvNorm(i, heads * 16), ConvNorm(i, heads * 16), ConvNorm(i, heads * 64)
        self.local = ConvNorm(heads * 64, heads * 64, 3, 2, heads * 64)
        self.act, self.out = nn.GELU(), ConvNorm(heads * 64, o)
        self.biases = nn.Parameter(torch.zeros(heads, side * side))
        self.register_buffer('offsets', offsets(side // 2, side, 2))

    def forward(self, x):
        b, half = x.shape[0], self.side // 2
        q = self.q(self.local_q(x) + self.pool_q(x)).reshape(b, self.heads, -1, half**2).permute(0, 1, 3, 2)
        k = self.k(x).reshape(b, self.heads, -1, self.side**2)
        v = self.v(x)
        local = self.local(v)
        v = v.reshape(b, self.heads, -1, self.side**2).permute(0, 1, 3, 2)
        scores = (q @ k) * 16**-0.5 + self.biases[:, self.offsets]
        y = (scores.softmax(-1) @ v).transpose(2, 3).reshape(b, -1, half, half) + local
        return self.out(self.act(y))


class Down(nn.Module):
    def __init__(self, i, o, side, attends):
        super().__init__()
        self.conv, self.attention = ConvNorm(i, o, 3, 2), HalvingAttention(i, o, side) if attends else None

    def forward(self, x):
        y = self.conv(x)
        return y if self.attention is None else self.attention(x) + y


class EfficientFormerV2(nn.Module):
    def __init__(self, size):
        super().__init__()
        widths, attending = WIDTHS_V2[size], ATTENDING_V2[size]
        c, side = widths[0], 56
        layers = [ConvNorm(3, c // 2, 3, 2, act=nn.GELU), ConvNorm(c // 2, c, 3, 2, act=nn.GELU)]
        for stage, (depth, width) in enumerate(zip(DEPTHS_V2[size], widths)):
            if stage > 0:
                layers.append(Down(c, width, side, stage == 3))
                c, side = width, side // 2
            for block in range(depth):
                attends = stage >= 2 and block >= depth - attending
                mixer = MapAttention(c, side, stage == 2) if attends else None
                layers.append(MapBlock(c, mixer, 3 if block in NARROW_V2[size][stage] else 4, True))
        self.body, self.norm, self.heads = nn.Sequential(*layers), nn.BatchNorm2d(c), Heads(c)

    def forward(self, x):
        return self.heads(self.norm(self.body(x)).mean((2, 3)))


NETWORKS = {
    'efficientformer_l1': lambda: EfficientFormer((3, 2, 6, 4), (48, 96, 224, 448), 1),
    **{f'efficientformerv2_{size}': (lambda size=size: EfficientFormerV2(size)) for size in DEPTHS_V2},
}

if __name__ == '__main__':
    main(NETWORKS, 224)
