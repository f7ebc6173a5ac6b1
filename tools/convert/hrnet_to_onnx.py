"""HRNet for keypoints (Sun et al., CVPR 2019), a checkpoint of PyTorch, to ONNX: the heat maps.

usage: hrnet_to_onnx.py --size=HEIGHTxWIDTH CHECKPOINT.pth OUT.onnx

Reads the checkpoints of MMPose (names begin with backbone. and keypoint_head.) and those of the authors (without). The
architecture is that of the paper; how wide it is comes from the checkpoint.

The graph takes `image`, N x 3 x height x width, and gives `heatmaps`, N x keypoints x height / 4 x width / 4.
"""

import argparse
import sys
from pathlib import Path

from checkpoint_graph import CheckpointGraph, Weights
from pytorch_checkpoint import Checkpoint, CheckpointError

STEM_CHANNELS = 64
BOTTLENECK_CHANNELS = 64
BLOCKS = 4  # in each branch, and in the first stage
# How often each stage exchanges between its branches; the n-th of them has n + 2 branches.
MODULES = {"stage2": 1, "stage3": 4, "stage4": 3}
MAXIMUM_WIDTH = 512
EPSILON = 1e-5  # of the batch normalisations, PyTorch's default
SMALLEST_STRIDE, LARGEST_STRIDE = 4, 32


def hrnet_weights(checkpoint: Checkpoint) -> Weights:
    is_of_mmpose = any(name.startswith("backbone.") for name in checkpoint.state())

    def full_name(name):
        part = "keypoint_head" if name.startswith("final_layer.") else "backbone"
        return f"{part}.{name}" if is_of_mmpose else name

    return Weights(checkpoint, "an HRNet of this form", full_name)


class HrnetConverter(CheckpointGraph):
    def __init__(self, weights: Weights):
        super().__init__("hrnet", weights, EPSILON)
        # The first branch's, and of the n-th branch 2^n times as many.
        self.width, _, _, _ = weights.shape("transition1.0.0.weight", 4)
        if not 1 <= self.width <= MAXIMUM_WIDTH:
            raise CheckpointError(f"the checkpoint is an HRNet of width {self.width}; up to {MAXIMUM_WIDTH} is read")
        self.keypoints, _, self.final_kernel, _ = weights.shape("final_layer.weight", 4)
        if self.final_kernel not in (1, 3):
            raise CheckpointError(f"final_layer.weight has a kernel of {self.final_kernel}; 1 or 3 was expected")

    def convert(self, size, path: Path):
        branches = self.transition("transition1", [self.first_stage()])
        for stage, modules in MODULES.items():
            for module in range(modules):
                is_last = (stage, module) == ("stage4", modules - 1)
                branches = self.module(f"{stage}.{module}", branches, 1 if is_last else len(branches))
            if stage != "stage4":
                branches = self.transition(f"transition{int(stage[-1])}", branches)
        self.convolution(branches[0], "final_layer", self.keypoints, kernel=self.final_kernel, result="heatmaps")
        self.weights.finish()
        height, width = size
        self.graph.save(
            path,
            {"image": ["N", 3, height, width]},
            {"heatmaps": ["N", self.keypoints, height // SMALLEST_STRIDE, width // SMALLEST_STRIDE]},
        )

    def channels(self, branch):
        return self.width << branch

    def first_stage(self):
        value = ("image", 3)
        for number in (1, 2):
            value = self.relu(self.normalised(value, f"conv{number}", f"bn{number}", STEM_CHANNELS, kernel=3, stride=2))
        for block in range(BLOCKS):
            value = self.bottleneck(f"layer1.{block}", value, BOTTLENECK_CHANNELS)
        return value

    def basic_block(self, name, source):
        _, channels = source
        value = self.relu(self.normalised(source, f"{name}.conv1", f"{name}.bn1", channels, kernel=3))
        value = self.normalised(value, f"{name}.conv2", f"{name}.bn2", channels, kernel=3)
        return self.relu(self.add(f"{name}.sum", value, source))

    def transition(self, name, sources):
        """One branch more than there are: each gets its number of channels, the new one half the size of the last."""
        result = []
        for branch, source in enumerate(sources):
            wanted = self.channels(branch)
            if source[1] != wanted:
                source = self.relu(
                    self.normalised(source, f"{name}.{branch}.0", f"{name}.{branch}.1", wanted, kernel=3)
                )
            result.append(source)
        new = len(sources)
        prefix = f"{name}.{new}.0"
        value = self.normalised(sources[-1], f"{prefix}.0", f"{prefix}.1", self.channels(new), kernel=3, stride=2)
        return [*result, self.relu(value)]

    def module(self, name, sources, output_count):
        values = []
        for branch, source in enumerate(sources):
            for block in range(BLOCKS):
                source = self.basic_block(f"{name}.branches.{branch}.{block}", source)
            values.append(source)
        return [self.fuse(f"{name}.fuse_layers.{target}", values, target) for target in range(output_count)]

    def fuse(self, name, sources, target):
        """The sum of all branches in the size and the channels of the target."""
        total = None
        for branch, source in enumerate(sources):
            prefix = f"{name}.{branch}"
            if branch > target:
                value = self.normalised(source, f"{prefix}.0", f"{prefix}.1", self.channels(target), kernel=1)
                value = self.enlarge(value, 1 << (branch - target))
            elif branch < target:
                value = self.reduce(prefix, source, target - branch, target)
            else:
                value = source
            total = value if total is None else self.add(f"{prefix}.sum", total, value)
        return self.relu(total)

    def reduce(self, name, source, steps, target):
        for step in range(steps):
            is_last = step == steps - 1
            channels = self.channels(target) if is_last else source[1]
            source = self.normalised(source, f"{name}.{step}.0", f"{name}.{step}.1", channels, kernel=3, stride=2)
            source = source if is_last else self.relu(source)
        return source


def size_argument(text):
    height, sign, width = text.partition("x")
    if not sign or not height.isdecimal() or not width.isdecimal():
        raise argparse.ArgumentTypeError(f"{text} is not HEIGHTxWIDTH")
    size = int(height), int(width)
    if any(length == 0 or length % LARGEST_STRIDE or length > 4096 for length in size):
        raise argparse.ArgumentTypeError(f"{text} is not of multiples of {LARGEST_STRIDE} up to 4096")
    return size


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=size_argument, required=True)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    try:
        HrnetConverter(hrnet_weights(Checkpoint(arguments.checkpoint))).convert(arguments.size, arguments.out)
    except (CheckpointError, OSError) as error:
        print(f"hrnet_to_onnx: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
