"""MobileOne, 224x224, branches merged as deployed: `python3 tools/latency/export/mobileone.py FOLDER [NETWORK ...]`."""
from torch import nn

from blocks import main, normed

# Width of every stage, and how many branches of one kernel a layer is trained with.
SIZES = {
    'mobileone_s0': ((48, 128, 256, 1024), 4),
    'mobileone_s1': ((96, 192, 512, 1280), 1),
    'mobileone_s2': ((96, 256, 640, 2048), 1),
    'mobileone_s3': ((128, 320, 768, 2048), 1),
}
BLOCKS = (2, 8, 10, 1)


class Layer(nn.Module):
    """Branches of one kernel, a 1x1 beside a 3x3, and the input, each normalised, added; one once merged."""

    def __init__(self, i, o, k, s, g, branches, merged):
        super().__init__()
        self.merged = nn.Conv2d(i, o, k, s, k // 2, groups=g) if merged else None
        layers = [] if merged else [normed(i, o, k, s, g) for _ in range(branches)]
        if not merged and k > 1:
            layers.append(normed(i, o, 1, s, g))
        if not merged and i == o and s == 1:
            layers.append(nn.BatchNorm2d(i))
        self.branches, self.act = nn.ModuleList(layers), nn.ReLU()

    def forward(self, x):
        return self.act(self.merged(x) if self.merged else sum(branch(x) for branch in self.branches))


class MobileOne(nn.Module):
    def __init__(self, widths, branches, merged=True):
        super().__init__()
        own = min(64, widths[0])
        layers = [Layer(3, own, 3, 2, 1, 1, merged)]
        for o, n in zip(widths, BLOCKS):
            for i in range(n):
                layers.append(Layer(own, own, 3, 1 if i else 2, own, branches, merged))
                layers.append(Layer(own, o, 1, 1, 1, branches, merged))
                own = o
        self.layers, self.pool, self.classifier = nn.Sequential(*layers), nn.AdaptiveAvgPool2d(1), nn.Linear(own, 1000)

    def forward(self, x):
        return self.classifier(self.pool(self.layers(x)).flatten(1))


NETWORKS = {name: (lambda size=size: MobileOne(*size)) for name, size in SIZES.items()}
TRAINED = {name: (lambda size=size: MobileOne(*size, merged=False)) for name, size in SIZES.items()}

if __name__ == '__main__':
    main(NETWORKS, 224, TRAINED)
