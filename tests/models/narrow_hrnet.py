"""A narrow HRNet with random weights, computed here with numpy: writes checkpoints, pictures and the heat maps for them.

usage: narrow_hrnet.py [--high-maps] WIDTH FOLDER HEIGHTxWIDTH:BATCH...
With --high-maps the heat maps are high everywhere: whatever the picture, each keypoint is seen somewhere.
Writes what hrnet_in_pytorch.py does, without PyTorch, and checkpoints of which each is wrong in one way: FOLDER/wrong/NAME.pth.
"""

import sys
from pathlib import Path

import numpy
from checkpoint_writer import archive, named, stream
from numpy_network import NumpyNetwork, convolve, enlarged, relu

KEYPOINTS = 17
BASE = 64


class Network(NumpyNetwork):
    def __init__(self, width, high_maps=False):
        super().__init__(seed=width, epsilon=1e-5)
        self.widths = [width << branch for branch in range(4)]
        self.high_maps = high_maps

    def sequence(self, x, name, *shape):
        return self.layer(x, f"{name}.0", f"{name}.1", *shape)

    def exchange(self, values, name, outputs):
        for branch in range(len(values)):
            for block in range(4):
                width = self.widths[branch]
                values[branch] = self.block(values[branch], f"{name}.branches.{branch}.{block}", width, (3, 3), width)
        return [
            relu(
                sum(
                    self.path(x, f"{name}.fuse_layers.{target}.{source}", source, target)
                    for source, x in enumerate(values)
                )
            )
            for target in range(outputs)
        ]

    def path(self, x, name, source, target):
        if source > target:
            x = self.sequence(x, name, self.widths[target], 1)
            return enlarged(x, 1 << (source - target))
        for step in range(target - source):
            x = relu(x) if step else x
            outputs = self.widths[target if step == target - source - 1 else source]
            x = self.sequence(x, f"{name}.{step}", outputs, 3, 2)
        return x

    def heatmaps(self, image):
        x = relu(self.layer(image, "conv1", "bn1", BASE, 3, 2))
        x = relu(self.layer(x, "conv2", "bn2", BASE, 3, 2))
        for index in range(4):
            x = self.block(x, f"layer1.{index}", 4 * BASE, (1, 3, 1), BASE)
        values = [
            relu(self.sequence(x, "transition1.0", self.widths[0], 3)),
            relu(self.sequence(x, "transition1.1.0", self.widths[1], 3, 2)),
        ]
        for stage, modules in ((2, 1), (3, 4), (4, 3)):
            for module in range(modules):
                last = (stage, module) == (4, modules - 1)
                values = self.exchange(values, f"stage{stage}.{module}", 1 if last else stage)
            if stage < 4:
                new = self.sequence(values[-1], f"transition{stage}.{stage}.0", self.widths[stage], 3, 2)
                values.append(relu(new))
        spread, height = (1e-4, 0.6) if self.high_maps else (0.5, 0)
        weights = self.weight("final_layer.weight", (KEYPOINTS, self.widths[0], 1, 1), -spread, spread)
        bias = self.weight("final_layer.bias", KEYPOINTS, height, height + 0.3)
        return convolve(values[0], weights, 1) + bias[:, None, None]


def as_mmpose(state):
    return {
        f"keypoint_head.{name}" if name.startswith("final_layer.") else f"backbone.{name}": values
        for name, values in state.items()
    }


def wrong(state):
    first = "stage2.0.branches.0.0.conv1.weight"
    without = {name: values for name, values in state.items() if name != "stage3.2.fuse_layers.1.2.0.weight"}
    return {
        "missing": without,
        "left_over": {**state, "stage4.2.fuse_layers.1.0.0.0.weight": state[first]},
        "another_shape": {**state, first: state[first][:, :-1].copy()},
        "another_rank": {**state, "conv1.weight": state["conv1.weight"][0]},
        "not_finite": {**state, first: state[first] * numpy.float32("nan")},
        "negative_variance": {**state, "bn1.running_var": -state["bn1.running_var"]},
        "no_hrnet": {"fc.weight": state["conv1.weight"]},
    }


def main():
    high_maps = "--high-maps" in sys.argv
    width, folder, *sizes = (argument for argument in sys.argv[1:] if argument != "--high-maps")
    network, folder = Network(int(width), high_maps), Path(folder)
    for text in sizes:
        size, batch = text.split(":")
        height, across = (int(length) for length in size.split("x"))
        image = network.generator.standard_normal((int(batch), 3, height, across)).astype(numpy.float32)
        for name, values in (("image", image), ("heatmaps", network.heatmaps(image.astype(numpy.float64)))):
            (folder / f"{size}_{batch}.{name}").write_bytes(values.astype(numpy.float32).tobytes())
    saved = {"meta": {"epoch": 210}, "state_dict": named(as_mmpose(network.state))}
    (folder / "mmpose.pth").write_bytes(stream(saved))
    (folder / "authors.pth").write_bytes(archive(named(network.state)))
    (folder / "wrong").mkdir(exist_ok=True)
    for name, state in wrong(network.state).items():
        (folder / "wrong" / f"{name}.pth").write_bytes(archive(named(state)))


if __name__ == "__main__":
    main()
