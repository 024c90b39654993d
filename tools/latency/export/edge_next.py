"""EdgeNeXt, 224x224: `python3 tools/latency/export/edge_next.py FOLDER [NETWORK ...]`."""
import math

import torch
from torch import nn
from torch.nn import functional

from blocks import main

# Blocks and channels of every stage, heads.
SIZES = {
    'edgenext_xx_small': ((2, 2, 6, 2), (24, 48, 88, 168), 4),
    'edgenext_x_small': ((3, 3, 9, 3), (32, 64, 100, 192), 4),
    'edgenext_base': ((3, 3, 9, 3), (80, 160, 288, 584), 8),
}


class ChannelNorm(nn.LayerNorm):
    """Layer normalisation of the channels of a map."""

    def __init__(self, c):
        super().__init__(c, 1e-6)

    def forward(self, x):
        return super().forward(x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2)


class Feed(nn.Module):
    """Four times the channels between two linear layers, behind a norm; channels are last, each with a factor."""

    def __init__(self, c):
        super().__init__()
        self.norm, self.gamma = nn.LayerNorm(c, 1e-6), nn.Parameter(torch.full((c,), 1e-6))
        self.layers = nn.Sequential(nn.Linear(c, 4 * c), nn.GELU(), nn.Linear(4 * c, c))

    def forward(self, x):
        return self.gamma * self.layers(self.norm(x))


class ConvBlock(nn.Module):
    def __init__(self, c, kernel):
        super().__init__()
        self.conv, self.feed = nn.Conv2d(c, c, kernel, 1, kernel // 2, groups=c), Feed(c)

    def forward(self, x):
        return x + self.feed(self.conv(x).permute(0, 2, 3, 1)).permute(0, 3, 1, 2)


class Waves(nn.Module):
    """Where a pixel is, as 64 waves of its row and column, brought to the channels."""

    def __init__(self, c):
        super().__init__()
        self.conv = nn.Conv2d(64, c, 1)

    def forward(self, shape):
        b, h, w = shape
        there = torch.ones(b, h, w)
        rows, columns = there.cumsum(1, dtype=torch.float32), there.cumsum(2, dtype=torch.float32)
        rows = rows / (rows[:, -1:, :] + 1e-6) * 2 * math.pi
        columns = columns / (columns[:, :, -1:] + 1e-6) * 2 * math.pi
        length = torch.arange(32, dtype=torch.float32)
        length = 10000 ** (2 * torch.div(length, 2, rounding_mode='floor') / 32)

        def waves(x):
            x = x[:, :, :, None] / length
            return torch.stack((x[:, :, :, 0::2].sin(), x[:, :, :, 1::2].cos()), 4).flatten(3)

        return self.conv(torch.cat((waves(rows), waves(columns)), 3).permute(0, 3, 1, 2))


class ChannelAttention(nn.Module):
    """Channels attend to each other, by the cosine of the angle between them."""

    def __init__(self, c, heads):
        super().__init__()
        self.heads, self.temperature = heads, nn.Parameter(torch.ones(heads, 1, 1))
        self.qkv, self.out = nn.Linear(c, 3 * c), nn.Linear(c, c)

    def forward(self, x):
        b, n, c = x.shape
        q, k, v = self.qkv(x).reshape(b, n, 3, self.heads, c // self.heads).permute(2, 0, 3, 4, 1).unbind(0)
        q, k = functional.normalize(q, dim=-1), functional.normalize(k, dim=-1)
        shares = (q @ k.transpose(-2, -1) * self.temperature).softmax(-1)
        return self.out((shares @ v).permute(0, 3, 1, 2).reshape(b, n, c))


class SplitBlock(nn.Module):
    """Parts of the channels, each convolved with what came before it; then channels attend to each other."""

    def __init__(self, c, parts, heads, waves):
        super().__init__()
        self.width = math.ceil(c / parts)
        w = self.width
        self.convs = nn.ModuleList(nn.Conv2d(w, w, 3, 1, 1, groups=w) for _ in range(parts - 1))
        self.waves = Waves(c) if waves else None
        self.norm, self.gamma = nn.LayerNorm(c, 1e-6), nn.Parameter(torch.full((c,), 1e-6))
        self.attention, self.feed = ChannelAttention(c, heads), Feed(c)

    def forward(self, x):
        parts, done = x.split(self.width, 1), []
        for part, conv in zip(parts, self.convs):
            done.append(conv(done[-1] + part if done else part))
        y = torch.cat((*done, parts[-1]), 1)
        b, c, h, w = y.shape
        y = y.reshape(b, c, h * w).permute(0, 2, 1)
        if self.waves is not None:
            y = y + self.waves((b, h, w)).reshape(b, -1, y.shape[1]).permute(0, 2, 1)
        y = (y + self.gamma * self.attention(self.norm(y))).reshape(b, h, w, c)
        return x + self.feed(y).permute(0, 3, 1, 2)


class EdgeNext(nn.Module):
    def __init__(self, blocks, widths, heads):
        super().__init__()
        c = widths[0]
        layers = [nn.Conv2d(3, c, 4, 4), ChannelNorm(c)]
        for stage, (count, width) in enumerate(zip(blocks, widths)):
            if stage > 0:
                layers += [ChannelNorm(c), nn.Conv2d(c, width, 2, 2)]
            c = width
            plain = count if stage == 0 else count - 1
            layers += [ConvBlock(c, 3 + 2 * stage) for _ in range(plain)]
            layers += [SplitBlock(c, stage + 1, heads, stage == 1) for _ in range(count - plain)]
        self.body, self.pool = nn.Sequential(*layers), nn.AdaptiveAvgPool2d(1)
        self.norm, self.linear = ChannelNorm(c), nn.Linear(c, 1000)

    def forward(self, x):
        return self.linear(self.norm(self.pool(self.body(x))).flatten(1))


NETWORKS = {name: (lambda size=size: EdgeNext(*size)) for name, size in SIZES.items()}

if __name__ == '__main__':
    main(NETWORKS, 224)
