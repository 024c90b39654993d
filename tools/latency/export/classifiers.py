"""Classifiers of torchvision, 224x224: `python3 tools/latency/export/classifiers.py FOLDER [NETWORK ...]`."""
from torch import nn
from torchvision import models
from torchvision.ops.misc import SqueezeExcitation

from blocks import main


class HardSwish(nn.Module):
    """Written out, as the published recipe of MobileNetV3 names its steps."""

    def __init__(self):
        super().__init__()
        self.clamp = nn.ReLU6()

    def forward(self, x):
        return x * (self.clamp(x + 3) / 6)


class Mean(nn.Module):
    def forward(self, x):
        return x.mean((2, 3), keepdim=True)


def written_out(net):
    """The excitation by a mean, which the published recipes name too."""
    for name, child in net.named_children():
        if isinstance(child, nn.Hardswish):
            setattr(net, name, HardSwish())
        else:
            written_out(child)
        if isinstance(child, SqueezeExcitation):
            child.avgpool = Mean()
    return net


def v3_large():
    """With the first layer of its head as the 1x1 convolution it is in the paper."""
    net = written_out(models.mobilenet_v3_large())
    net.avgpool = nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Conv2d(960, 1280, 1), HardSwish())
    net.classifier = nn.Linear(1280, 1000)
    return net


NETWORKS = {
    'resnet18': models.resnet18,
    'resnet50': models.resnet50,
    'resnext50': models.resnext50_32x4d,
    'mobilenet_v2': models.mobilenet_v2,
    'mobilenet_v3_large': v3_large,
    'efficientnet_b2': lambda: written_out(models.efficientnet_b2()),
    'efficientnet_b3': lambda: written_out(models.efficientnet_b3()),
    'efficientnet_b4': lambda: written_out(models.efficientnet_b4()),
}

if __name__ == '__main__':
    main(NETWORKS, 224)
