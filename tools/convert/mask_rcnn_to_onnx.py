"""Mask R-CNN with ResNet-50 and a feature pyramid (He et al., ICCV 2017; Lin et al., CVPR 2017), a checkpoint of torchvision's
maskrcnn_resnet50_fpn, to ONNX: the three networks between which proposals, RoIAlign and non-maximum suppression are ours.

usage: mask_rcnn_to_onnx.py --part=PART CHECKPOINT.pth OUT
PART: backbone_rpn, box_head, mask_head (ONNX models), or anchors (a text file, one box a line).

How wide the network is comes from the checkpoint. C are the channels of the pyramid, 256 in the published one, K the classes, 91 for
COCO: the background and 90 numbers, of which 1 is a person.

backbone_rpn  `image` N x 3 x H x W, H and W multiples of 32, normalised with the mean and the deviation of ImageNet, to
              `features_S` N x C x H/S x W/S for the strides S 4, 8, 16, 32, and
              `objectness_S` (logits) N x 3 x H/S x W/S and `deltas_S` N x 12 x H/S x W/S for these and 64; a size that 64 does not
              divide is rounded up
box_head      `regions` N x C x 7 x 7 to `probabilities` N x K and `deltas` N x 4K
mask_head     `regions` N x C x 14 x 14 to `masks` (probabilities) N x K x 28 x 28
anchors       three boxes for each of the strides from 4 to 64: left, top, right, bottom around a cell's first pixel
"""

import argparse
import sys
from pathlib import Path

import numpy

from checkpoint_graph import CheckpointGraph, Weights
from pytorch_checkpoint import Checkpoint, CheckpointError

# torchvision sets it to 0 for its published weights, since they were trained so.
EPSILON = 0.0
BLOCKS = (3, 4, 6, 3)  # of the stages of ResNet-50
STRIDES = (4, 8, 16, 32)  # of the pyramid; the proposals have one more
LAST_STRIDE = 64
RATIOS = (0.5, 1.0, 2.0)  # of an anchor's height to its width
ANCHOR_SIZES = (32, 64, 128, 256, 512)
BOX_REGION, MASK_REGION, MASK_LAYERS = 7, 14, 4
MAXIMUM_WIDTH = 8192

# Modules that torchvision has renamed since its published checkpoints were written, the older name second.
RENAMED = [
    ("rpn.head.conv.0.0.", "rpn.head.conv."),
    *((f"backbone.fpn.{kind}_blocks.{level}.0.", f"backbone.fpn.{kind}_blocks.{level}.")
      for kind in ("inner", "layer") for level in range(len(STRIDES))),
    *((f"roi_heads.mask_head.{layer}.0.", f"roi_heads.mask_head.mask_fcn{layer + 1}.") for layer in range(MASK_LAYERS)),
]  # fmt: skip


def mask_rcnn_weights(checkpoint: Checkpoint) -> Weights:
    is_older = "rpn.head.conv.weight" in checkpoint.state()

    def full_name(name):
        for new, old in RENAMED:
            if is_older and name.startswith(new):
                return old + name.removeprefix(new)
        return name

    return Weights(checkpoint, "a Mask R-CNN of this form", full_name)


class MaskRcnnConverter:
    """Builds all parts, so that every tensor of the checkpoint is looked at whichever is wanted."""

    def __init__(self, weights: Weights):
        self.weights = weights
        self.base_channels = weights.shape("backbone.body.conv1.weight", 4)[0]
        self.channels = weights.shape("backbone.fpn.layer_blocks.0.0.weight", 4)[0]
        self.box_features = weights.shape("roi_heads.box_head.fc6.weight", 2)[0]
        self.classes = weights.shape("roi_heads.box_predictor.cls_score.weight", 2)[0]
        for width in (self.base_channels, self.channels, self.box_features, self.classes):
            if not 1 <= width <= MAXIMUM_WIDTH:
                raise CheckpointError(f"the checkpoint has layers of {width}; 1 to {MAXIMUM_WIDTH} were expected")
        self.parts = {"backbone_rpn": self.backbone_rpn(), "box_head": self.box_head(), "mask_head": self.mask_head()}
        weights.finish()

    def save(self, part, path: Path):
        builder, inputs, outputs = self.parts[part]
        builder.graph.save(path, inputs, outputs)

    def builder(self, name):
        return CheckpointGraph(name, self.weights, EPSILON)

    def backbone_rpn(self):
        build = self.builder("backbone_rpn")
        levels = self.pyramid(build, self.resnet(build))
        inputs, outputs = {"image": ["N", 3, "H", "W"]}, {}
        for stride, (name, channels) in zip(STRIDES, levels, strict=True):
            outputs[name] = ["N", channels, f"H/{stride}", f"W/{stride}"]
        # The coarsest map is every second number of the one before it.
        coarsest = build.elementwise("MaxPool", levels[-1], "coarsest", kernel_shape=[1, 1], strides=[2, 2])
        weights = {}
        for stride, level in zip((*STRIDES, LAST_STRIDE), [*levels, coarsest], strict=True):
            self.proposals(build, level, stride, outputs, weights)
        return build, inputs, outputs

    def resnet(self, build):
        body, base = "backbone.body", self.base_channels
        value = build.relu(build.normalised(("image", 3), f"{body}.conv1", f"{body}.bn1", base, kernel=7, stride=2))
        value = build.elementwise("MaxPool", value, "pooled", kernel_shape=[3, 3], strides=[2, 2], pads=[1] * 4)
        results = []
        for stage, blocks in enumerate(BLOCKS):
            for block in range(blocks):
                stride = 2 if block == 0 and stage > 0 else 1
                value = build.bottleneck(f"{body}.layer{stage + 1}.{block}", value, base << stage, stride)
            results.append(value)
        return results

    def pyramid(self, build, stages):
        """From the coarsest on, each level is the sum of its stage and the enlarged level above."""
        above, results = None, []
        for level in reversed(range(len(stages))):
            name = f"backbone.fpn.inner_blocks.{level}.0"
            value = build.convolution(stages[level], name, self.channels, kernel=1)
            above = value if above is None else build.add(f"{name}.sum", value, build.enlarge(above, 2))
            results.append(
                build.convolution(
                    above,
                    f"backbone.fpn.layer_blocks.{level}.0",
                    self.channels,
                    kernel=3,
                    result=f"features_{STRIDES[level]}",
                )
            )
        return list(reversed(results))

    def proposals(self, build, level, stride, outputs, weights):
        """The same weights on every level. weights: those that were taken."""
        heads = (
            ("conv.0.0", self.channels, 3, f"hidden_{stride}", level),
            ("cls_logits", len(RATIOS), 1, f"objectness_{stride}", (f"hidden_{stride}.relu", self.channels)),
            ("bbox_pred", 4 * len(RATIOS), 1, f"deltas_{stride}", (f"hidden_{stride}.relu", self.channels)),
        )
        for head, channels, kernel, result, source in heads:
            name = f"rpn.head.{head}"
            if head not in weights:
                weights[head] = (
                    build.constant(
                        f"{name}.weight", self.weights.take(f"{name}.weight", channels, source[1], kernel, kernel)
                    ),
                    build.constant(f"{name}.bias", self.weights.take(f"{name}.bias", channels)),
                )
            build.graph.node(
                "Conv", [source[0], *weights[head]], [result], kernel_shape=[kernel] * 2, pads=[kernel // 2] * 4
            )
            if kernel == 3:
                build.relu((result, channels))
            else:
                outputs[result] = ["N", channels, f"H/{stride}", f"W/{stride}"]

    def box_head(self):
        build, head = self.builder("box_head"), "roi_heads.box_head"
        build.graph.node("Flatten", ["regions"], ["flat"], axis=1)
        value = ("flat", self.channels * BOX_REGION**2)
        for layer in ("fc6", "fc7"):
            value = build.relu(self.linear(build, value, f"{head}.{layer}", self.box_features))
        logits = self.linear(build, value, "roi_heads.box_predictor.cls_score", self.classes)
        build.elementwise("Softmax", logits, "probabilities", axis=1)
        self.linear(build, value, "roi_heads.box_predictor.bbox_pred", 4 * self.classes, result="deltas")
        inputs = {"regions": ["N", self.channels, BOX_REGION, BOX_REGION]}
        return build, inputs, {"probabilities": ["N", self.classes], "deltas": ["N", 4 * self.classes]}

    def linear(self, build, source, name, size, result=None):
        inputs = [
            source[0],
            build.constant(f"{name}.weight", self.weights.take(f"{name}.weight", size, source[1])),
            build.constant(f"{name}.bias", self.weights.take(f"{name}.bias", size)),
        ]
        build.graph.node("Gemm", inputs, [result or name], transB=1)
        return result or name, size

    def mask_head(self):
        build, value = self.builder("mask_head"), ("regions", self.channels)
        for layer in range(MASK_LAYERS):
            value = build.relu(build.convolution(value, f"roi_heads.mask_head.{layer}.0", self.channels, kernel=3))
        value = build.relu(self.doubled(build, value, "roi_heads.mask_predictor.conv5_mask"))
        logits = build.convolution(value, "roi_heads.mask_predictor.mask_fcn_logits", self.classes, kernel=1)
        build.elementwise("Sigmoid", logits, "masks")
        inputs = {"regions": ["N", self.channels, MASK_REGION, MASK_REGION]}
        return build, inputs, {"masks": ["N", self.classes, 2 * MASK_REGION, 2 * MASK_REGION]}

    def doubled(self, build, source, name):
        channels = source[1]
        inputs = [
            source[0],
            build.constant(f"{name}.weight", self.weights.take(f"{name}.weight", channels, channels, 2, 2)),
            build.constant(f"{name}.bias", self.weights.take(f"{name}.bias", channels)),
        ]
        build.graph.node("ConvTranspose", inputs, [name], kernel_shape=[2, 2], strides=[2, 2])
        return name, channels


def anchors():
    """Of each size those of all ratios, of equal area, with edges in whole pixels."""
    sizes, roots = numpy.array(ANCHOR_SIZES, numpy.float64), numpy.sqrt(RATIOS)
    widths, heights = numpy.outer(sizes, 1 / roots).ravel(), numpy.outer(sizes, roots).ravel()
    return numpy.round(numpy.stack([-widths, -heights, widths, heights], axis=1) / 2)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=["backbone_rpn", "box_head", "mask_head", "anchors"], required=True)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    try:
        if arguments.part == "anchors":
            numpy.savetxt(arguments.out, anchors(), fmt="%.6f")
        else:
            MaskRcnnConverter(mask_rcnn_weights(Checkpoint(arguments.checkpoint))).save(arguments.part, arguments.out)
    except (CheckpointError, OSError) as error:
        print(f"mask_rcnn_to_onnx: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
