"""Trains a small network of re-parameterised blocks and writes it, merged, as ONNX.

    node tools/demo/dist/training-set.js FOLDER
    python3 tools/hard-nets/rep-net/train.py FOLDER tools/hard-nets/rep-net/rep-net.onnx

FOLDER holds train.u8 and test.u8, pictures of 3 x 64 x 64 bytes one after another, and a byte for every label in
train.labels and test.labels. A block is a 3x3 convolution, a 1x1 convolution and, where it keeps size and channels, the
input itself, each normalised, summed and rectified; merged it is one 3x3 convolution and a Relu.
"""

import sys
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

CLASSES, SIDE = 10, 64
WIDTHS = ((16, 2), (32, 2), (32, 1), (48, 2), (48, 1))
EPOCHS, BATCH, RATE, MOMENTUM, DECAY = 12, 32, 0.05, 0.9, 1e-4


class Block(nn.Module):
    def __init__(self, cin, cout, stride):
        super().__init__()
        self.stride = stride
        self.three = nn.Conv2d(cin, cout, 3, stride, 1, bias=False)
        self.one = nn.Conv2d(cin, cout, 1, stride, 0, bias=False)
        self.norms = nn.ModuleList([nn.BatchNorm2d(cout), nn.BatchNorm2d(cout)])
        self.own = nn.BatchNorm2d(cin) if stride == 1 and cin == cout else None

    def forward(self, x):
        y = self.norms[0](self.three(x)) + self.norms[1](self.one(x))
        return F.relu(y if self.own is None else y + self.own(x))

    def merged(self):
        """The one convolution that does what all branches do."""
        weight, bias = normalised(self.three.weight, self.norms[0])
        one, shift = normalised(F.pad(self.one.weight, [1, 1, 1, 1]), self.norms[1])
        weight, bias = weight + one, bias + shift
        if self.own is not None:
            same = torch.eye(weight.shape[0]).reshape(*weight.shape[:2], 1, 1)
            own, shift = normalised(F.pad(same, [1, 1, 1, 1]), self.own)
            weight, bias = weight + own, bias + shift
        conv = nn.Conv2d(weight.shape[1], weight.shape[0], 3, self.stride, 1)
        conv.weight.data, conv.bias.data = weight, bias
        return nn.Sequential(conv, nn.ReLU())


def normalised(weight, norm):
    """A convolution with the normalisation behind it: weight and bias."""
    factor = norm.weight / torch.sqrt(norm.running_var + norm.eps)
    return (weight * factor.reshape(-1, 1, 1, 1)).detach(), (norm.bias - norm.running_mean * factor).detach()


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        cin, blocks = 3, []
        for cout, stride in WIDTHS:
            blocks.append(Block(cin, cout, stride))
            cin = cout
        self.blocks = nn.Sequential(*blocks)
        self.head = nn.Linear(cin, CLASSES)

    def forward(self, x):
        return self.head(torch.flatten(F.adaptive_avg_pool2d(self.blocks(x), 1), 1))


def pictures(folder, name):
    labels = np.fromfile(folder / f"{name}.labels", np.uint8).astype(np.int64)
    data = np.fromfile(folder / f"{name}.u8", np.uint8).reshape(len(labels), 3, SIDE, SIDE)
    return (torch.from_numpy(data).float() - 127.5) / 64, torch.from_numpy(labels)


def accuracy(net, data, labels):
    net.eval()
    with torch.no_grad():
        found = torch.cat([net(part).argmax(1) for part in data.split(100)])
    return (found == labels).float().mean().item()


def main(folder, target):
    torch.manual_seed(1)
    torch.set_num_threads(1)
    data, labels = pictures(folder, "train")
    test = pictures(folder, "test")
    net = Net()
    optimiser = torch.optim.SGD(net.parameters(), RATE, MOMENTUM, weight_decay=DECAY, nesterov=True)
    steps = EPOCHS * (len(labels) // BATCH)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, steps)
    for epoch in range(EPOCHS):
        net.train()
        order, total = torch.randperm(len(labels)), 0.0
        for chosen in order[: len(order) // BATCH * BATCH].split(BATCH):
            loss = F.cross_entropy(net(data[chosen]), labels[chosen])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
            total += loss.item()
        print(f"epoch {epoch + 1} of {EPOCHS}: loss {total / (len(order) // BATCH):.4f}", flush=True)
    print(f"top-1 on pictures not learnt from: {100 * accuracy(net, *test):.1f} %")
    merged = nn.Sequential(*[block.merged() for block in net.blocks], nn.AdaptiveAvgPool2d(1), nn.Flatten(), net.head)
    print(f"merged: {100 * accuracy(merged, *test):.1f} %")
    names = {"input_names": ["image"], "output_names": ["logits"]}
    torch.onnx.export(merged, torch.zeros(1, 3, SIDE, SIDE), str(target), opset_version=13, **names)


main(Path(sys.argv[1]), Path(sys.argv[2]))
