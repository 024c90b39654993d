"""ConvNeXt of the small sizes, 224x224: `python3 tools/latency/export/convnext.py FOLDER [NETWORK ...]`."""
import torch
from torch import nn

from blocks import main

SIZES = {
    'convnext_femto': (48, (2, 2, 6, 2)),
    'convnext_pico': (64, (2, 2, 6, 2)),
    'convnext_nano': (80, (2, 2, 8, 2)),
}


class ChannelNorm(nn.LayerNorm):
    """Layer normalisation of the channels of an image."""

    def forward(self, x):
        return super().forward(x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2)


class Block(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Conv2d(c, c, 7, padding=3, groups=c),
            ChannelNorm(c, 1e-6),
            nn.Conv2d(c, 4 * c, 1),
            nn.GELU(),
            nn.Conv2d(4 * c, c, 1),
        )
        self.scale = nn.Parameter(1e-6 * torch.ones(c))

    def forward(self, x):
        return self.layers(x) * self.scale.reshape(1, -1, 1, 1) + x


class ConvNeXt(nn.Module):
    def __init__(self, c, blocks):
        super().__init__()
        layers = [nn.Conv2d(3, c, 4, 4), ChannelNorm(c, 1e-6)]
        for stage, n in enumerate(blocks):
            if stage:
                layers += [ChannelNorm(c, 1e-6), nn.Conv2d(c, 2 * c, 2, 2)]
                c *= 2
            layers += [Block(c) for _ in range(n)]
        layers += [nn.AdaptiveAvgPool2d(1), ChannelNorm(c, 1e-6)]
        self.layers, self.classifier = nn.Sequential(*layers), nn.Linear(c, 1000)

    def forward(self, x):
        return self.classifier(self.layers(x).flatten(1))


NETWORKS = {name: (lambda size=size: ConvNeXt(*size)) for name, size in SIZES.items()}

if __name__ == '__main__':
    main(NETWORKS, 224)
