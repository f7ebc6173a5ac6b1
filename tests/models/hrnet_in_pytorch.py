"""HRNet (Sun et al., CVPR 2019) in PyTorch with random weights: writes checkpoints, pictures, and the heat maps for them.

usage: hrnet_in_pytorch.py WIDTH FOLDER HEIGHTxWIDTH:BATCH...
Needs Debian's python3-torch. Writes mmpose.pth (names of MMPose, the stream that PyTorch wrote before 1.6, as the published
files are), authors.pth (names of the authors, a zip archive), and for each size HEIGHTxWIDTH_BATCH.image and .heatmaps:
float32, as the tensors lie in memory.
"""

import sys
from pathlib import Path

import torch
from torch import nn

KEYPOINTS = 17


def normalised(inputs, outputs, kernel, stride=1, *, relu=True):
    layers = [
        nn.Conv2d(inputs, outputs, kernel, stride, padding=kernel // 2, bias=False),
        nn.BatchNorm2d(outputs),
    ]
    return nn.Sequential(*layers, nn.ReLU()) if relu else nn.Sequential(*layers)


class Block(nn.Module):
    """Two convolutions of 3 x 3, or three with a narrow one between; beside them the input itself."""

    def __init__(self, inputs, outputs, kernels, inner):
        super().__init__()
        widths = [inputs, *[inner] * (len(kernels) - 1), outputs]
        self.count = len(kernels)
        for index, kernel in enumerate(kernels):
            convolution = nn.Conv2d(widths[index], widths[index + 1], kernel, padding=kernel // 2, bias=False)
            self.add_module(f"conv{index + 1}", convolution)
            self.add_module(f"bn{index + 1}", nn.BatchNorm2d(widths[index + 1]))
        self.downsample = normalised(inputs, outputs, 1, relu=False) if inputs != outputs else None

    def forward(self, x):
        y = x
        for index in range(1, self.count + 1):
            y = getattr(self, f"bn{index}")(getattr(self, f"conv{index}")(y))
            if index < self.count:
                y = torch.relu(y)
        return torch.relu(y + (self.downsample(x) if self.downsample else x))


def basic_block(channels):
    return Block(channels, channels, (3, 3), channels)


class Exchange(nn.Module):
    """Four blocks in each branch, and then each output from all branches."""

    def __init__(self, widths, outputs):
        super().__init__()
        self.branches = nn.ModuleList(nn.Sequential(*(basic_block(width) for _ in range(4))) for width in widths)
        self.fuse_layers = nn.ModuleList(
            nn.ModuleList(self.path(widths, source, target) for source in range(len(widths)))
            for target in range(outputs)
        )

    @staticmethod
    def path(widths, source, target):
        if source > target:
            layers = normalised(widths[source], widths[target], 1, relu=False)
            return nn.Sequential(*layers, nn.Upsample(scale_factor=2 ** (source - target), mode="nearest"))
        steps = range(target - source)
        return nn.Sequential(
            *(
                normalised(widths[source], widths[target if is_last else source], 3, 2, relu=not is_last)
                for is_last in (step == target - source - 1 for step in steps)
            )
        )

    def forward(self, values):
        values = [branch(value) for branch, value in zip(self.branches, values)]
        return [torch.relu(sum(path(value) for path, value in zip(paths, values))) for paths in self.fuse_layers]


class Hrnet(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.conv1, self.bn1 = nn.Conv2d(3, 64, 3, 2, padding=1, bias=False), nn.BatchNorm2d(64)
        self.conv2, self.bn2 = nn.Conv2d(64, 64, 3, 2, padding=1, bias=False), nn.BatchNorm2d(64)
        self.layer1 = nn.Sequential(*(Block(64 if first else 256, 256, (1, 3, 1), 64) for first in (1, 0, 0, 0)))
        widths = [width << branch for branch in range(4)]
        self.transition1 = nn.ModuleList(
            [normalised(256, widths[0], 3), nn.Sequential(normalised(256, widths[1], 3, 2))]
        )
        self.stage2 = nn.Sequential(Exchange(widths[:2], 2))
        self.transition2 = nn.ModuleList([None, None, nn.Sequential(normalised(widths[1], widths[2], 3, 2))])
        self.stage3 = nn.Sequential(*(Exchange(widths[:3], 3) for _ in range(4)))
        self.transition3 = nn.ModuleList([None, None, None, nn.Sequential(normalised(widths[2], widths[3], 3, 2))])
        self.stage4 = nn.Sequential(Exchange(widths, 4), Exchange(widths, 4), Exchange(widths, 1))
        self.final_layer = nn.Conv2d(width, KEYPOINTS, 1)

    def forward(self, x):
        x = torch.relu(self.bn1(self.conv1(x)))
        x = self.layer1(torch.relu(self.bn2(self.conv2(x))))
        values = self.stage2([layer(x) for layer in self.transition1])
        values = self.stage3([*values, self.transition2[2](values[-1])])
        values = self.stage4([*values, self.transition3[3](values[-1])])
        return self.final_layer(values[0])


def randomise(network):
    for module in network.modules():
        if isinstance(module, nn.Conv2d):
            nn.init.kaiming_normal_(module.weight)
        elif isinstance(module, nn.BatchNorm2d):
            nn.init.uniform_(module.weight, 0.2, 0.8)
            nn.init.uniform_(module.bias, -0.3, 0.3)
            nn.init.uniform_(module.running_mean, -0.3, 0.3)
            nn.init.uniform_(module.running_var, 0.5, 2)


def write_checkpoints(state, folder):
    def mmpose_name(name):
        return f"keypoint_head.{name}" if name.startswith("final_layer.") else f"backbone.{name}"

    named = type(state)((mmpose_name(name), tensor) for name, tensor in state.items())
    named._metadata = state._metadata
    saved = {"meta": {"mmpose_version": "0.5.0", "epoch": 210, "hook_msgs": {}}, "state_dict": named}
    torch.save(saved, folder / "mmpose.pth", _use_new_zipfile_serialization=False)
    torch.save(state, folder / "authors.pth")


def main():
    width, folder, sizes = int(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:]
    torch.manual_seed(width)
    network = Hrnet(width).eval()
    randomise(network)
    write_checkpoints(network.state_dict(), folder)
    for text in sizes:
        size, batch = text.split(":")
        height, across = (int(length) for length in size.split("x"))
        image = torch.randn(int(batch), 3, height, across)
        with torch.no_grad():
            heatmaps = network(image)
        for name, values in (("image", image), ("heatmaps", heatmaps)):
            (folder / f"{size}_{batch}.{name}").write_bytes(values.numpy().tobytes())


if __name__ == "__main__":
    main()
