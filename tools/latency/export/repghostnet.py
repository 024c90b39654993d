"""RepGhostNet, 224x224, branches merged as deployed: `python3 tools/latency/export/repghostnet.py FOLDER [NETWORK ...]`."""
from torch import nn

from blocks import Gate, main, normed, steps

# Kernel, channels between the modules, channels, gated, stride.
BLOCKS = (
    (3, 8, 16, False, 1),
    (3, 24, 24, False, 2),
    (3, 36, 24, False, 1),
    (5, 36, 40, True, 2),
    (5, 60, 40, True, 1),
    (3, 120, 80, False, 2),
    (3, 100, 80, False, 1),
    (3, 120, 80, False, 1),
    (3, 120, 80, False, 1),
    (3, 240, 112, True, 1),
    (3, 336, 112, True, 1),
    (5, 336, 160, True, 2),
    (5, 480, 160, False, 1),
    (5, 480, 160, True, 1),
    (5, 480, 160, False, 1),
    (5, 480, 160, True, 1),
)


class Ghost(nn.Module):
    """1x1, then a depthwise 3x3 beside a normalised shortcut; one depthwise once merged."""

    def __init__(self, i, o, act, merged):
        super().__init__()
        relu = lambda: nn.ReLU() if act else nn.Identity()
        self.first, self.act = nn.Sequential(normed(i, o), relu()), relu()
        self.cheap = normed(o, o, 3, g=o)
        self.norm = None if merged else nn.BatchNorm2d(o)

    def forward(self, x):
        x = self.first(x)
        y = self.cheap(x)
        return self.act(y if self.norm is None else y + self.norm(x))


class Block(nn.Module):
    def __init__(self, i, k, inner, o, gated, s, merged):
        super().__init__()
        self.layers = nn.Sequential(
            Ghost(i, inner, True, merged),
            normed(inner, inner, k, 2, g=inner) if s == 2 else nn.Identity(),
            Gate(inner, 4, nn.Hardsigmoid()) if gated else nn.Identity(),
            Ghost(inner, o, False, merged),
        )
        same = s == 1 and i == o
        self.past = nn.Identity() if same else nn.Sequential(normed(i, i, k, s, g=i), normed(i, o))

    def forward(self, x):
        return self.layers(x) + self.past(x)


class RepGhostNet(nn.Module):
    def __init__(self, width, merged=True):
        super().__init__()
        wide = lambda c: steps(c * width, 4)
        own = wide(16)
        layers = [normed(3, own, 3, 2), nn.ReLU()]
        for k, inner, o, gated, s in BLOCKS:
            layers.append(Block(own, k, wide(inner), wide(o), gated, s, merged))
            own = wide(o)
        layers += [normed(own, wide(960)), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Conv2d(wide(960), 1280, 1), nn.ReLU()]
        self.layers, self.classifier = nn.Sequential(*layers), nn.Linear(1280, 1000)

    def forward(self, x):
        return self.classifier(self.layers(x).flatten(1))


WIDTHS = {f'repghostnet_{round(100 * width)}': width for width in (1, 1.3, 1.5, 2)}
NETWORKS = {name: (lambda width=width: RepGhostNet(width)) for name, width in WIDTHS.items()}
TRAINED = {name: (lambda width=width: RepGhostNet(width, merged=False)) for name, width in WIDTHS.items()}

if __name__ == '__main__':
    main(NETWORKS, 224, TRAINED)
