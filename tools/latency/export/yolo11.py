"""YOLO11, 640x640, classifier 224x224: `python3 tools/latency/export/yolo11.py FOLDER [NETWORK ...]`."""
import torch
from torch import nn

from blocks import Bottleneck, Classes, ConvAct, Csp2, Csp3, HalfAttends, Heads, Pools, main, scaled

SIZES = {'n': (0.5, 0.25, 1024), 's': (0.5, 0.5, 1024), 'm': (0.5, 1, 512), 'l': (1, 1, 512), 'x': (1, 1.5, 512)}


class Yolo11(nn.Module):
    def __init__(self, size, task, written_out=True):
        super().__init__()
        c, n = scaled(SIZES, size)
        large = size in 'mlx'
        narrow = lambda w: Bottleneck(w, e=0.5)
        wide = lambda w: Csp3(w, w)
        stage = lambda i, o, deep=False, e=0.5: Csp2(i, c(o), n(2), wide if deep or large else narrow, e)
        down = lambda i, o: ConvAct(c(i), c(o), 3, 2)
        self.stem = nn.Sequential(ConvAct(3, c(64), 3, 2), down(64, 128), stage(c(128), 256, e=0.25))
        self.third = nn.Sequential(down(256, 256), stage(c(256), 512, e=0.25))
        self.fourth = nn.Sequential(down(512, 512), stage(c(512), 512, True))
        self.fifth = nn.Sequential(down(512, 1024), stage(c(1024), 1024, True))
        self.task = task
        attends = HalfAttends(c(1024), n(2), written_out)
        if task == 'cls':
            self.fifth.append(attends)
            self.heads = Classes(c(1024))
            return
        self.fifth.append(Pools(c(1024), c(1024)))
        self.fifth.append(attends)
        self.up = nn.Upsample(scale_factor=2, mode='nearest')
        self.up4, self.up3 = stage(c(1024) + c(512), 512), stage(2 * c(512), 256)
        self.down3, self.down4 = down(256, 256), down(512, 512)
        self.low4, self.low5 = stage(c(256) + c(512), 512), stage(c(512) + c(1024), 1024, True)
        self.heads = Heads((c(256), c(512), c(1024)), task, True, c(256))

    def forward(self, x):
        p3 = self.third(self.stem(x))
        p4 = self.fourth(p3)
        p5 = self.fifth(p4)
        if self.task == 'cls':
            return self.heads(p5)
        q4 = self.up4(torch.cat((self.up(p5), p4), 1))
        q3 = self.up3(torch.cat((self.up(q4), p3), 1))
        n4 = self.low4(torch.cat((self.down3(q3), q4), 1))
        return self.heads((q3, n4, self.low5(torch.cat((self.down4(n4), p5), 1))))


NETWORKS = {
    f'yolo11{size}{suffix}': (lambda size=size, suffix=suffix: Yolo11(size, suffix[1:]))
    for suffix in ('', '_seg', '_pose', '_cls')
    for size in SIZES
}

if __name__ == '__main__':
    main(NETWORKS)
