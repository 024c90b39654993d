"""RepVGG, 224x224, branches merged as deployed: `python3 tools/latency/export/repvgg.py FOLDER [NETWORK ...]`."""
from torch import nn

from blocks import main, normed

# Blocks a stage, width of each, groups of every second block.
A, B = (2, 4, 14, 1), (4, 6, 16, 1)
SIZES = {
    'repvgg_a0': (A, (48, 96, 192, 1280), 1),
    'repvgg_a1': (A, (64, 128, 256, 1280), 1),
    'repvgg_a2': (A, (96, 192, 384, 1408), 1),
    'repvgg_b0': (B, (64, 128, 256, 1280), 1),
    'repvgg_b1g2': (B, (128, 256, 512, 2048), 2),
    'repvgg_b1g4': (B, (128, 256, 512, 2048), 4),
}


class Block(nn.Module):
    """3x3, 1x1 and the input, each normalised, added; one 3x3 once merged."""

    def __init__(self, i, o, s, g, merged):
        super().__init__()
        self.merged = nn.Conv2d(i, o, 3, s, 1, groups=g) if merged else None
        branches = [] if merged else [normed(i, o, 3, s, g), normed(i, o, 1, s, g)]
        if not merged and i == o and s == 1:
            branches.append(nn.BatchNorm2d(i))
        self.branches, self.act = nn.ModuleList(branches), nn.ReLU()

    def forward(self, x):
        return self.act(self.merged(x) if self.merged else sum(branch(x) for branch in self.branches))


class RepVGG(nn.Module):
    def __init__(self, blocks, widths, groups, merged=True):
        super().__init__()
        own = min(64, widths[0])
        layers = [Block(3, own, 2, 1, merged)]
        for o, n in zip(widths, blocks):
            for i in range(n):
                layers.append(Block(own, o, 1 if i else 2, groups if len(layers) % 2 == 0 else 1, merged))
                own = o
        self.layers, self.pool, self.classifier = nn.Sequential(*layers), nn.AdaptiveAvgPool2d(1), nn.Linear(own, 1000)

    def forward(self, x):
        return self.classifier(self.pool(self.layers(x)).flatten(1))


NETWORKS = {name: (lambda size=size: RepVGG(*size)) for name, size in SIZES.items()}
TRAINED = {name: (lambda size=size: RepVGG(*size, merged=False)) for name, size in SIZES.items()}

if __name__ == '__main__':
    main(NETWORKS, 224, TRAINED)
