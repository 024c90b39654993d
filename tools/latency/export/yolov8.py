"""YOLOv8, 640x640, classifier 224x224: `python3 tools/latency/export/yolov8.py FOLDER [NETWORK ...]`."""
import torch
from torch import nn

from blocks import Bottleneck, Classes, ConvAct, Csp2, Heads, Pools, main, scaled

SIZES = {'n': (0.33, 0.25, 1024), 's': (0.33, 0.5, 1024), 'm': (0.67, 0.75, 768), 'l': (1, 1, 512), 'x': (1, 1.25, 512)}


class YoloV8(nn.Module):
    def __init__(self, size, task):
        super().__init__()
        c, n = scaled(SIZES, size, 1024 if task == 'cls' else None)
        stage = lambda i, o, repeats, shortcut=True: Csp2(i, c(o), n(repeats), lambda w: Bottleneck(w, shortcut))
        down = lambda i, o: ConvAct(c(i), c(o), 3, 2)
        self.third = nn.Sequential(
            ConvAct(3, c(64), 3, 2), down(64, 128), stage(c(128), 128, 3), down(128, 256), stage(c(256), 256, 6)
        )
        self.fourth = nn.Sequential(down(256, 512), stage(c(512), 512, 6))
        self.fifth = nn.Sequential(down(512, 1024), stage(c(1024), 1024, 3))
        self.task = task
        if task == 'cls':
            self.heads = Classes(c(1024))
            return
        self.fifth.append(Pools(c(1024), c(1024)))
        self.up = nn.Upsample(scale_factor=2, mode='nearest')
        self.up4, self.up3 = stage(c(1024) + c(512), 512, 3, False), stage(c(512) + c(256), 256, 3, False)
        self.down3, self.down4 = down(256, 256), down(512, 512)
        self.low4, self.low5 = stage(c(256) + c(512), 512, 3, False), stage(c(512) + c(1024), 1024, 3, False)
        self.heads = Heads((c(256), c(512), c(1024)), task, False, c(256))

    def forward(self, x):
        p3 = self.third(x)
        p4 = self.fourth(p3)
        p5 = self.fifth(p4)
        if self.task == 'cls':
            return self.heads(p5)
        q4 = self.up4(torch.cat((self.up(p5), p4), 1))
        q3 = self.up3(torch.cat((self.up(q4), p3), 1))
        n4 = self.low4(torch.cat((self.down3(q3), q4), 1))
        return self.heads((q3, n4, self.low5(torch.cat((self.down4(n4), p5), 1))))


NETWORKS = {
    f'yolov8{size}{suffix}': (lambda size=size, suffix=suffix: YoloV8(size, suffix[1:]))
    for suffix in ('', '_seg', '_pose', '_cls')
    for size in SIZES
}

if __name__ == '__main__':
    main(NETWORKS)
