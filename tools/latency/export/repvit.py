"""RepViT, 224x224, branches merged as deployed: `python3 tools/latency/export/repvit.py FOLDER [NETWORK ...]`."""
from torch import nn

from blocks import Gate, main, normed

SIZES = {'repvit_m0_9': (48, 96, 192, 384), 'repvit_m1_0': (56, 112, 224, 448)}
BLOCKS = (2, 2, 14, 2)


class Depthwise(nn.Module):
    """Depthwise 3x3, 1x1 and the input, added and normalised; one 3x3 once merged."""

    def __init__(self, c, merged):
        super().__init__()
        if merged:
            self.conv = nn.Conv2d(c, c, 3, 1, 1, groups=c)
            return
        self.conv = None
        self.wide, self.narrow = normed(c, c, 3, g=c), nn.Conv2d(c, c, 1, groups=c)
        self.norm = nn.BatchNorm2d(c)

    def forward(self, x):
        return self.conv(x) if self.conv else self.norm(self.wide(x) + self.narrow(x) + x)


class Beside(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.layers = nn.Sequential(*layers)

    def forward(self, x):
        return x + self.layers(x)


def mix(c):
    return Beside(normed(c, 2 * c), nn.GELU(), normed(2 * c, c))


class Classifier(nn.Module):
    """A normalised linear layer; before merging perhaps a second one for distillation, and the mean of both."""

    def __init__(self, c, merged, teacher):
        super().__init__()
        layer = lambda: nn.Linear(c, 1000) if merged else nn.Sequential(nn.BatchNorm1d(c), nn.Linear(c, 1000))
        self.layers = nn.ModuleList(layer() for _ in range(2 if teacher and not merged else 1))

    def forward(self, x):
        answers = [layer(x) for layer in self.layers]
        return answers[0] if len(answers) == 1 else (answers[0] + answers[1]) / 2


class RepViT(nn.Module):
    def __init__(self, widths, merged=True, teacher=False):
        super().__init__()
        first = widths[0]
        layers = [normed(3, first // 2, 3, 2), nn.GELU(), normed(first // 2, first, 3, 2)]
        for stage, (c, n) in enumerate(zip(widths, BLOCKS)):
            if stage:
                own = widths[stage - 1]
                layers += [Depthwise(own, merged), mix(own), normed(own, own, 3, 2, g=own), normed(own, c), mix(c)]
            for i in range(n):
                layers += [Depthwise(c, merged), *([Gate(c, 8, nn.Sigmoid())] if i % 2 == 0 else []), mix(c)]
        self.layers, self.pool = nn.Sequential(*layers), nn.AdaptiveAvgPool2d(1)
        self.classifier = Classifier(widths[-1], merged, teacher)

    def forward(self, x):
        return self.classifier(self.pool(self.layers(x)).flatten(1))


NETWORKS = {name: (lambda widths=widths: RepViT(widths)) for name, widths in SIZES.items()}
TRAINED = {name: (lambda widths=widths: RepViT(widths, merged=False)) for name, widths in SIZES.items()}

if __name__ == '__main__':
    main(NETWORKS, 224, TRAINED)
