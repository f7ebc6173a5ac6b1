"""A narrow Mask R-CNN with random weights, computed here with numpy: writes checkpoints, and what each part of it gives.

usage: narrow_mask_rcnn.py FOLDER HEIGHTxWIDTH:BATCH...
Writes what mask_rcnn_in_torchvision.py does, without PyTorch and but for the anchors, and checkpoints of which each is wrong in one
way: FOLDER/wrong/NAME.pth.
"""

import json
import sys
from pathlib import Path

import numpy
from checkpoint_writer import archive, named, stream
from numpy_network import NumpyNetwork, enlarged, largest, relu

BASE, CHANNELS, FEATURES, CLASSES, REGIONS = 4, 8, 16, 3, 5
STRIDES = (4, 8, 16, 32, 64)


class Network(NumpyNetwork):
    def __init__(self):
        super().__init__(seed=1, epsilon=0)

    def backbone(self, image):
        body, fpn = "backbone.body", "backbone.fpn"
        x = largest(relu(self.layer(image, f"{body}.conv1", f"{body}.bn1", BASE, 7, 2)), 3, 2)
        stages = []
        for stage, blocks in enumerate((3, 4, 6, 3)):
            for block in range(blocks):
                inner, stride = BASE << stage, 2 if stage and not block else 1
                x = self.block(x, f"{body}.layer{stage + 1}.{block}", 4 * inner, (1, 3, 1), inner, stride)
            stages.append(x)
        inner = [self.biased(x, f"{fpn}.inner_blocks.{level}.0", CHANNELS, 1) for level, x in enumerate(stages)]
        for level in (2, 1, 0):
            inner[level] = inner[level] + enlarged(inner[level + 1], 2)
        levels = [self.biased(x, f"{fpn}.layer_blocks.{level}.0", CHANNELS, 3) for level, x in enumerate(inner)]
        return [*levels, levels[-1][:, :, ::2, ::2]]

    def proposals(self, level):
        x = relu(self.biased(level, "rpn.head.conv.0.0", CHANNELS, 3))
        return self.biased(x, "rpn.head.cls_logits", 3, 1), self.biased(x, "rpn.head.bbox_pred", 12, 1)

    def linear(self, x, name, outputs):
        return x @ self.random_weights(name, outputs, x.shape[1]).T + self.weight(f"{name}.bias", outputs, -0.3, 0.3)

    def boxes(self, regions):
        x = regions.reshape(len(regions), -1)
        for layer in ("fc6", "fc7"):
            x = relu(self.linear(x, f"roi_heads.box_head.{layer}", FEATURES))
        powers = numpy.exp(self.linear(x, "roi_heads.box_predictor.cls_score", CLASSES))
        return powers / powers.sum(axis=1, keepdims=True), self.linear(
            x, "roi_heads.box_predictor.bbox_pred", 4 * CLASSES
        )

    def masks(self, regions):
        x = regions
        for layer in range(4):
            x = relu(self.biased(x, f"roi_heads.mask_head.{layer}.0", CHANNELS, 3))
        name = "roi_heads.mask_predictor.conv5_mask"
        weights, bias = (
            self.random_weights(name, CHANNELS, CHANNELS, 2, 2),
            self.weight(f"{name}.bias", CHANNELS, -0.3, 0.3),
        )
        count, _, height, width = x.shape
        # Each cell becomes a square of two by two.
        x = numpy.einsum("ncyx,cdij->ndyixj", x, weights).reshape(count, CHANNELS, 2 * height, 2 * width)
        x = relu(x + bias[:, None, None])
        return 1 / (1 + numpy.exp(-self.biased(x, "roi_heads.mask_predictor.mask_fcn_logits", CLASSES, 1)))


def older_name(name):
    for level in range(4):
        name = name.replace(f"roi_heads.mask_head.{level}.0.", f"roi_heads.mask_head.mask_fcn{level + 1}.")
        for kind in ("inner", "layer"):
            name = name.replace(f"backbone.fpn.{kind}_blocks.{level}.0.", f"backbone.fpn.{kind}_blocks.{level}.")
    return name.replace("rpn.head.conv.0.0.", "rpn.head.conv.")


def wrong(state):
    first = "backbone.body.layer1.0.conv2.weight"
    zero = {**state, "backbone.body.bn1.running_var": state["backbone.body.bn1.running_var"] * numpy.float32(0)}
    return {
        "missing": {name: values for name, values in state.items() if name != "backbone.fpn.inner_blocks.2.0.bias"},
        "left_over": {**state, "backbone.fpn.inner_blocks.4.0.bias": state["rpn.head.bbox_pred.bias"]},
        "another_shape": {**state, first: state[first][:, :-1].copy()},
        "no_variance": zero,
    }


def main():
    folder, cases = Path(sys.argv[1]), sys.argv[2:]
    network, shapes = Network(), {}

    def write(name, values):
        (folder / name).write_bytes(numpy.ascontiguousarray(values, numpy.float32).tobytes())
        shapes[name] = list(values.shape)

    def random(*shape):
        return network.generator.standard_normal(shape).astype(numpy.float32).astype(numpy.float64)

    for case in cases:
        size, batch = case.split(":")
        height, across = (int(length) for length in size.split("x"))
        image = random(int(batch), 3, height, across)
        prefix = f"{size}_{batch}"
        write(f"{prefix}.image", image)
        for stride, level in zip(STRIDES, network.backbone(image), strict=True):
            if stride < STRIDES[-1]:
                write(f"{prefix}.features_{stride}", level)
            for kind, values in zip(("objectness", "deltas"), network.proposals(level), strict=True):
                write(f"{prefix}.{kind}_{stride}", values)
    regions = random(REGIONS, CHANNELS, 7, 7)
    write("box.regions", regions)
    for kind, values in zip(("probabilities", "deltas"), network.boxes(regions), strict=True):
        write(f"box.{kind}", values)
    regions = random(REGIONS, CHANNELS, 14, 14)
    write("mask.regions", regions)
    write("mask.masks", network.masks(regions))
    (folder / "new.pth").write_bytes(archive(named(network.state)))
    (folder / "older.pth").write_bytes(stream(named({older_name(key): value for key, value in network.state.items()})))
    (folder / "shapes.json").write_text(json.dumps({"shapes": shapes}))
    (folder / "wrong").mkdir()
    for name, state in wrong(network.state).items():
        (folder / "wrong" / f"{name}.pth").write_bytes(archive(named(state)))


if __name__ == "__main__":
    main()
