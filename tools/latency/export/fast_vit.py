"""FastViT, 224x224, branches merged as deployed: `python3 tools/latency/export/fast_vit.py FOLDER [NETWORK ...]`."""
import torch
from torch import nn

from blocks import main

# Blocks and channels of every stage, how much wider the middle of a block is, whether the last stage attends.
SIZES = {
    'fastvit_t8': ((2, 2, 4, 2), (48, 96, 192, 384), 3, False),
    'fastvit_s12': ((2, 2, 6, 2), (64, 128, 256, 512), 4, False),
    'fastvit_sa12': ((2, 2, 6, 2), (64, 128, 256, 512), 4, True),
}


class Merged(nn.Module):
    """A block of MobileOne once merged: one convolution, perhaps squeeze and excitation, and a GELU."""

    def __init__(self, i, o, k=1, s=1, g=1, gate=False):
        super().__init__()
        self.conv, self.act = nn.Conv2d(i, o, k, s, k // 2, groups=g), nn.GELU()
        self.gate = None
        if gate:
            self.gate = nn.Sequential(nn.Conv2d(o, o // 16, 1), nn.ReLU(), nn.Conv2d(o // 16, o, 1), nn.Sigmoid())

    def forward(self, x):
        x = self.conv(x)
        if self.gate is not None:
            x = x * self.gate(x.mean((2, 3), keepdim=True))
        return self.act(x)


class Scale(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.gamma = nn.Parameter(torch.full((c, 1, 1), 1e-5))

    def forward(self, x):
        return x * self.gamma


class Feed(nn.Sequential):
    """A depthwise 7x7, then two 1x1, wide between them."""

    def __init__(self, c, ratio):
        super().__init__(
            nn.Conv2d(c, c, 7, 1, 3, groups=c, bias=False),
            nn.BatchNorm2d(c),
            nn.Conv2d(c, ratio * c, 1),
            nn.GELU(),
            nn.Conv2d(ratio * c, c, 1),
        )


class MixerBlock(nn.Module):
    """The mixer with its shortcut is one depthwise 3x3 once merged."""

    def __init__(self, c, ratio):
        super().__init__()
        self.mixer, self.feed, self.scale = nn.Conv2d(c, c, 3, 1, 1, groups=c), Feed(c, ratio), Scale(c)

    def forward(self, x):
        x = self.mixer(x)
        return x + self.scale(self.feed(x))


class Attention(nn.Module):
    """Every pixel attends to all, heads of 32."""

    def __init__(self, c):
        super().__init__()
        self.heads, self.qkv, self.out = c // 32, nn.Linear(c, 3 * c, bias=False), nn.Linear(c, c)

    def forward(self, x):
        b, c, h, w = x.shape
        x = x.flatten(2).transpose(-2, -1)
        q, k, v = self.qkv(x).reshape(b, h * w, 3, self.heads, 32).permute(2, 0, 3, 1, 4).unbind(0)
        shares = ((q * 32**-0.5) @ k.transpose(-2, -1)).softmax(-1)
        x = self.out((shares @ v).transpose(1, 2).reshape(b, h * w, c))
        return x.transpose(-2, -1).reshape(b, c, h, w)


class AttentionBlock(nn.Module):
    def __init__(self, c, ratio):
        super().__init__()
        self.norm, self.attention, self.feed = nn.BatchNorm2d(c), Attention(c), Feed(c, ratio)
        self.scale1, self.scale2 = Scale(c), Scale(c)

    def forward(self, x):
        x = x + self.scale1(self.attention(self.norm(x)))
        return x + self.scale2(self.feed(x))


def fast_vit(blocks, widths, ratio, attends):
    c = widths[0]
    layers = [Merged(3, c, 3, 2), Merged(c, c, 3, 2, c), Merged(c, c)]
    for stage, (count, width) in enumerate(zip(blocks, widths)):
        if stage > 0:
            layers += [nn.Conv2d(c, width, 7, 2, 3, groups=c), Merged(width, width)]
        c = width
        tokens = attends and stage == 3
        if tokens:
            layers.append(nn.Conv2d(c, c, 7, 1, 3, groups=c))
        layers += [(AttentionBlock if tokens else MixerBlock)(c, ratio) for _ in range(count)]
    layers += [Merged(c, 2 * c, 3, 1, c, gate=True), nn.AdaptiveAvgPool2d(1), nn.Flatten(1), nn.Linear(2 * c, 1000)]
    return nn.Sequential(*layers)


NETWORKS = {name: (lambda size=size: fast_vit(*size)) for name, size in SIZES.items()}

if __name__ == '__main__':
    main(NETWORKS, 224)
